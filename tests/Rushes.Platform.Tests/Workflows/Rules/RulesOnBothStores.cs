namespace Rushes.Platform.Tests.Workflows.Rules;

public sealed class SqliteRuleTests() : RuleTests(StoreKind.Sqlite);

public sealed class PostgresRuleTests() : RuleTests(StoreKind.Postgres);

public sealed class SqliteRuleEndTests() : RuleEndTests(StoreKind.Sqlite);

public sealed class PostgresRuleEndTests() : RuleEndTests(StoreKind.Postgres);

public sealed class SqlitePublishingTests() : PublishingTests(StoreKind.Sqlite);

public sealed class PostgresPublishingTests() : PublishingTests(StoreKind.Postgres);

public sealed class SqliteRuleCrashTests() : RuleCrashTests(StoreKind.Sqlite);

public sealed class PostgresRuleCrashTests() : RuleCrashTests(StoreKind.Postgres);
