using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Reading;

/// <summary>
/// Shows jobs and queues of a database beside whoever works on it, and changes nothing. Each answer is of one instant. It knows
/// rows, not services: no catalog is needed.
/// </summary>
public sealed class JobsReader : IDisposable
{
    private readonly SqlSession _session;

    private JobsReader(SqlSession session) => _session = session;

    /// <summary>Opens a database of this build's version, to read.</summary>
    /// <exception cref="DatabaseUnreachableException">None of its servers is there.</exception>
    /// <exception cref="System.Data.Common.DbException">It is broken, or does not let us in.</exception>
    public static DatabaseOpening Open(DatabaseLocation location, TimeProvider time) =>
        location is DatabaseLocation.SqliteFile file && !File.Exists(file.Path)
            ? new DatabaseOpening.Refused(SchemaCheck.Absent(file.Path))
            : Open(location.ToEngine(time));

    internal static DatabaseOpening Open(IDatabaseEngine engine)
    {
        var session = Reach(engine);
        try
        {
            if (SchemaCheck.Find(session, engine) is not { } failure)
            {
                return new DatabaseOpening.Opened(new JobsReader(session));
            }

            session.Dispose();
            return new DatabaseOpening.Refused(failure);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static SqlSession Reach(IDatabaseEngine engine)
    {
        try
        {
            return engine.Open(readOnly: true);
        }
        catch (Exception exception) when (engine.Judge(exception) == DatabaseTrouble.Gone)
        {
            throw new DatabaseUnreachableException(engine.Name, exception);
        }
    }

    /// <summary>The newest first.</summary>
    /// <param name="max">So many at most.</param>
    /// <param name="after">The last one of the page before; null: from the newest.</param>
    public IReadOnlyList<Job> Jobs(int max, JobCursor? after = null) => Read((sql, _) => JobRows.List(sql, max, after));

    /// <summary>Null: there is no such job.</summary>
    public Job? Job(string id) => Read((sql, _) => JobRows.Find(sql, id));

    /// <summary>Ids of jobs that begin so, at most <paramref name="max"/>.</summary>
    public IReadOnlyList<string> FindJobs(string prefix, int max) => Read((sql, _) => JobRows.Ids(sql, prefix, max));

    /// <summary>Null: there is no such job.</summary>
    public JobGraph? Graph(string id) => Read((sql, now) => GraphRows.Find(sql, id, now));

    /// <summary>What has not ended: first what is worked on, then what waits in its order, then what is delayed.</summary>
    public IReadOnlyList<QueuedMessage> Messages(int max) => Read((sql, _) => QueueRows.Open(sql, max));

    /// <summary>Dead letters, the last first.</summary>
    public IReadOnlyList<QueuedMessage> DeadLetters(int max) => Read((sql, _) => QueueRows.Dead(sql, max));

    /// <summary>Why a message is where it is; null: there is no such message.</summary>
    public MessageReason? Why(long message) => Read((sql, now) => Reasons.Of(sql, message, now));

    /// <summary>Why a job is not done: its messages that have not ended, in the order of the queue, with their reasons.</summary>
    public IReadOnlyList<MessageReason> WhyJob(string id, int max) => Read((sql, now) => Reasons.OfJob(sql, id, max, now));

    public void Dispose() => _session.Dispose();

    private T Read<T>(Func<SqlSession, long, T> read) => Read(_session, read);

    /// <summary>All that is read is of one instant.</summary>
    internal static T Read<T>(SqlSession session, Func<SqlSession, long, T> read)
    {
        var now = session.BeginReading();
        try
        {
            return read(session, now);
        }
        finally
        {
            session.RollBack();
        }
    }
}
