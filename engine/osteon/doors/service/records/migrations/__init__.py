"""How the tables of the records came to be as they are: one step for every change, run by Alembic."""
