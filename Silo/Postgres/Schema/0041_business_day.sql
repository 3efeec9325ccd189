-- A show that starts after midnight is one of the evening before: until five in the morning it is still yesterday's programme.
UPDATE show_view
SET local_date = ((starts_at AT TIME ZONE time_zone) - interval '5 hours')::date
WHERE NOT withdrawn;

COMMENT ON COLUMN show_view.local_date IS 'Day of the programme where it is shown: begins at five in the morning';
