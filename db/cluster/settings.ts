/** The server's settings: durable, on the loopback interface only, small. */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  // No socket file: its path would have to be short, and reachable for both accounts.
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  shared_buffers: "64MB",
  max_connections: "60",
  work_mem: "4MB",
  maintenance_work_mem: "32MB",
  // A checkpoint makes each page be written whole once more: not too many of them.
  max_wal_size: "1GB",
  checkpoint_timeout: "15min",
  wal_buffers: "2MB",
  // Short queries on small tables: neither compiling nor spreading them pays.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  // Without helper processes for reading ahead; the data fits in memory.
  io_method: "sync",
  max_logical_replication_workers: "0",
  timezone: "UTC",
  log_timezone: "UTC",
  // Statements that fail carry customers' data and are the app's to report.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};
