-- What begins as somebody types is read from these in their order, and no more of it than is shown.
CREATE INDEX theater_view_name_key ON theater_view (name_key, id) WHERE NOT removed;

-- Counting a city's theaters needs nothing but this.
DROP INDEX theater_view_city_key;
CREATE INDEX theater_view_city_key ON theater_view (city_key) INCLUDE (city) WHERE NOT removed;
