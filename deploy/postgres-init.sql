-- Run once, by psql as superuser, on a new server: the two roles and the database. What the roles may do inside it is the schema's business.
\getenv app_password MARQUEE_APP_PASSWORD
\getenv migrator_password MARQUEE_MIGRATOR_PASSWORD

CREATE ROLE marquee_migrator LOGIN PASSWORD :'migrator_password';
CREATE ROLE marquee_app LOGIN PASSWORD :'app_password';
-- Text in the order of its bytes, as ./run has it: keys are compared all the time, and by the rules of a language that takes a fifth longer.
CREATE DATABASE marquee OWNER marquee_migrator TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
REVOKE ALL ON DATABASE marquee FROM PUBLIC;
GRANT CONNECT ON DATABASE marquee TO marquee_app;
