"""Every block in the documentation runs, and shows what really comes out."""
