-- Over which days a goal is counted: those of the book's year, of its assessment year (November to October), or of the quarter,
-- month or week that runs.
alter table target_goals add column period text not null default 'year' check (period in ('year', 'assessment', 'quarter', 'month', 'week'));
