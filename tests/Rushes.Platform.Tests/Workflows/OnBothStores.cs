namespace Rushes.Platform.Tests.Workflows;

public sealed class SqliteDagTests() : DagTests(StoreKind.Sqlite);

public sealed class PostgresDagTests() : DagTests(StoreKind.Postgres);

public sealed class SqliteCancelTests() : CancelTests(StoreKind.Sqlite);

public sealed class PostgresCancelTests() : CancelTests(StoreKind.Postgres);

public sealed class SqliteRetryTests() : RetryTests(StoreKind.Sqlite);

public sealed class PostgresRetryTests() : RetryTests(StoreKind.Postgres);

public sealed class SqliteCrashTests() : CrashTests(StoreKind.Sqlite);

public sealed class PostgresCrashTests() : CrashTests(StoreKind.Postgres);

public sealed class SqliteRetryCrashTests() : RetryCrashTests(StoreKind.Sqlite);

public sealed class PostgresRetryCrashTests() : RetryCrashTests(StoreKind.Postgres);
