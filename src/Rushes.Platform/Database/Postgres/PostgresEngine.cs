using Npgsql;

namespace Rushes.Platform.Database.Postgres;

/// <param name="ConnectionString">Npgsql's; what the platform relies on is set over it.</param>
/// <param name="Clock">For tests; null: the server's.</param>
internal sealed record PostgresEngine(string ConnectionString, TimeProvider? Clock = null) : IDatabaseEngine
{
    /// <inheritdoc cref="LongestWork"/>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private const string IdleInTransaction = "25P03";

    public string Dialect => "postgres";

    public string Name => NameOf(ConnectionString);

    public TimeSpan? LongestWork => Longest;

    /// <inheritdoc cref="IDatabaseEngine.Name"/>
    public static string NameOf(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgres://{parts.Host}/{parts.Database}";
    }

    public IDisposable? TakeOwnership() => null;

    public SqlSession Open(bool readOnly) => PostgresSession.Open(ConnectionString, readOnly, Clock);

    public INotifications? OpenNotifications() => new PostgresNotifications(ConnectionString);

    public DatabaseTrouble Judge(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.QueryCanceled } => DatabaseTrouble.Busy,
        PostgresException server => IsOutage(server.SqlState) ? DatabaseTrouble.Gone : DatabaseTrouble.Final,
        NpgsqlException or TimeoutException => DatabaseTrouble.Gone,
        _ => DatabaseTrouble.Final,
    };

    /// <summary>Shutting down or starting up, no connection to be had, ours was ended, or it became a read-only standby.</summary>
    private static bool IsOutage(string state) =>
        state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or IdleInTransaction
            or PostgresErrorCodes.ReadOnlySqlTransaction
        || state.StartsWith("08", StringComparison.Ordinal);
}
