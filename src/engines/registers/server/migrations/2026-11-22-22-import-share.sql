-- How much of the file was gone through when its rows so far were judged: how many rows it has is known only at its end.
alter table register_imports add column share real check (share between 0 and 1);
