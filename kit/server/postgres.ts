// The database server itself knows nothing of this product, so it lives in a package; the kit only hands it on.
export {
  debianBinaries,
  endOrphan,
  type Postgres,
  type PostgresBinaries,
  PostgresFault,
  type PostgresOptions,
  startPostgres,
  usePostgres,
} from '#packages/postgres/index.ts'
