package org.postgresql.standin;

/** Stands in for the library's classes: the rules go by package. */
public final class Postgres {}
