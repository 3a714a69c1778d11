namespace Rushes.Platform.Tests.Faults;

public sealed class SqlitePoisonTests() : PoisonTests(StoreKind.Sqlite);

public sealed class PostgresPoisonTests() : PoisonTests(StoreKind.Postgres);

public sealed class SqliteHandlerTests() : HandlerTests(StoreKind.Sqlite);

public sealed class PostgresHandlerTests() : HandlerTests(StoreKind.Postgres);

public sealed class SqliteLargeCallTests() : LargeCallTests(StoreKind.Sqlite);

public sealed class PostgresLargeCallTests() : LargeCallTests(StoreKind.Postgres);

public sealed class SqliteLimitTests() : LimitTests(StoreKind.Sqlite);

public sealed class PostgresLimitTests() : LimitTests(StoreKind.Postgres);

public sealed class SqlitePagesCrashTests() : PagesCrashTests(StoreKind.Sqlite);

public sealed class PostgresPagesCrashTests() : PagesCrashTests(StoreKind.Postgres);

public sealed class SqliteVersionTests() : VersionTests(StoreKind.Sqlite);

public sealed class PostgresVersionTests() : VersionTests(StoreKind.Postgres);
