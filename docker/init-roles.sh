#!/bin/sh
# Runs once, on an empty data folder: the database, its owner, and the login role without rights of its own.
set -eu
owner=$(cat "$OWNER_PASSWORD_FILE")
app=$(cat "$APP_PASSWORD_FILE")
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
     --set owner="$owner" --set app="$app" <<'SQL'
CREATE ROLE loket_owner LOGIN CREATEDB CREATEROLE PASSWORD :'owner';
CREATE ROLE loket_app LOGIN NOINHERIT PASSWORD :'app';
CREATE DATABASE loket OWNER loket_owner;
REVOKE ALL ON DATABASE loket FROM PUBLIC;
GRANT CONNECT ON DATABASE loket TO loket_app;
SQL
