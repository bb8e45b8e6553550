SELECT a.outlet, f.text, f.object_text, f.bound, f.claimant_name, f.claim_status, f.sentence
FROM 'data/tables/figures.parquet' f JOIN 'data/tables/articles.parquet' a USING (article_id)
WHERE f.kind = 'count' AND f.predicate IN ('kill', 'die', 'injure', 'rescue')
ORDER BY a.published_date, f.article_id, f.figure_seq;
