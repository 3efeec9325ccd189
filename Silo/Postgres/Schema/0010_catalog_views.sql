-- The catalogue as it is searched and listed: movies, theaters and shows, fed by the events of the catalog topic.
-- A row that is removed may have nothing but its id: then the removal was heard of before what it removes, and must not be undone by it.
CREATE TABLE movie_view
(
  id text NOT NULL,
  title text NULL,
  languages text[] NOT NULL DEFAULT '{}',
  genres text[] NOT NULL DEFAULT '{}',
  document jsonb NULL,
  version bigint NOT NULL,
  removed boolean NOT NULL,

  CONSTRAINT movie_view_pk PRIMARY KEY (id),
  CONSTRAINT movie_view_known CHECK (removed OR num_nulls(title, document) = 0)
);

CREATE INDEX movie_view_title ON movie_view (lower(title), id) WHERE NOT removed;
CREATE INDEX movie_view_languages ON movie_view USING gin (languages) WITH (fastupdate = off);
CREATE INDEX movie_view_genres ON movie_view USING gin (genres) WITH (fastupdate = off);

CREATE TABLE theater_view
(
  id text NOT NULL,
  name text NULL,
  city text NULL,
  lat double precision NULL,
  lon double precision NULL,
  time_zone text NULL,
  document jsonb NULL,
  -- Id and name of every screen that is in use.
  screens jsonb NULL,
  version bigint NOT NULL,
  removed boolean NOT NULL,

  CONSTRAINT theater_view_pk PRIMARY KEY (id),
  CONSTRAINT theater_view_known CHECK (removed OR num_nulls(name, city, lat, lon, time_zone, document, screens) = 0)
);

CREATE INDEX theater_view_name ON theater_view (lower(name), id) WHERE NOT removed;
CREATE INDEX theater_view_city ON theater_view (lower(city)) WHERE NOT removed;
CREATE INDEX theater_view_place ON theater_view (lat, lon) WHERE NOT removed;

CREATE TABLE show_view
(
  id text NOT NULL,
  movie text NULL,
  theater text NULL,
  screen text NULL,
  starts_at timestamptz NULL,
  ends_at timestamptz NULL,
  time_zone text NULL,
  -- The day on which it starts where it is shown.
  local_date date NULL,
  language text NULL,
  format text NULL,
  prices jsonb NULL,
  seats_total integer NULL,
  withdrawn boolean NOT NULL,

  CONSTRAINT show_view_pk PRIMARY KEY (id),
  CONSTRAINT show_view_known CHECK
    (withdrawn OR num_nulls(movie, theater, screen, starts_at, ends_at, time_zone, local_date, language, prices, seats_total) = 0)
);

CREATE INDEX show_view_movie ON show_view (movie, starts_at) WHERE NOT withdrawn;
CREATE INDEX show_view_theater ON show_view (theater, starts_at) WHERE NOT withdrawn;

-- Along the surface, between two points given in degrees. The mean radius of the earth makes it right to half a percent.
CREATE FUNCTION distance_km(lat_a double precision, lon_a double precision, lat_b double precision, lon_b double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN 2 * 6371.0088 * asin(least(1, sqrt(
  power(sind((lat_b - lat_a) / 2), 2) + cosd(lat_a) * cosd(lat_b) * power(sind((lon_b - lon_a) / 2), 2))));
