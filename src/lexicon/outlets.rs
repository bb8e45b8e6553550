//! News outlets and agencies.
