SELECT a.published_date AS day, f.text AS figure, f.object_text AS of_what, f.bound, f.claim_status AS status,
       coalesce(f.claimant_name, f.claimant_text) AS claimed_by
FROM 'data/tables/figures.parquet' f JOIN 'data/tables/articles.parquet' a USING (article_id)
WHERE a.text LIKE '%Estrela do Xingu%' AND f.kind = 'count' AND f.object_text IS NOT NULL AND f.claimant_text IS NOT NULL
ORDER BY day NULLS LAST, a.source_uri, f.figure_seq
LIMIT 12;
