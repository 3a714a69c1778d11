using System.Data.Common;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Reading;

/// <summary>Reads jobs in short.</summary>
internal static class JobRows
{
    private const int FailuresShown = 20;

    private const string Newest = "SELECT id FROM run WHERE call_sequence IS NULL ORDER BY created DESC, id LIMIT @max";

    private const string Older =
        """
        SELECT id FROM run WHERE call_sequence IS NULL AND (created < @created OR (created = @created AND id > @id)) ORDER BY created DESC, id LIMIT @max
        """;

    private const string One = "SELECT id FROM run WHERE id = @id";

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<Job> List(SqlSession sql, int max, JobCursor? after) => after is null
        ? Read(sql, Newest, ("max", max))
        : Read(sql, Older, ("created", after.Created.ToUnixTimeMilliseconds()), ("id", after.Id), ("max", max));

    public static Job? Find(SqlSession sql, string id) => Read(sql, One, ("id", id)).SingleOrDefault();

    /// <summary>Of jobs whose ids begin so.</summary>
    public static IReadOnlyList<string> Ids(SqlSession sql, string prefix, int max) => sql.Query(
        "SELECT id FROM run WHERE call_sequence IS NULL AND substr(id, 1, @length) = @prefix ORDER BY created DESC, id LIMIT @max",
        row => row.GetString(0), ("length", prefix.Length), ("prefix", prefix), ("max", max));

    private static List<Job> Read(SqlSession sql, string which, params (string Name, object? Value)[] parameters)
    {
        var progress = Progress(sql, which, parameters);
        var trouble = Trouble(sql, which, parameters);
        return sql.Query(
            $"""
            SELECT id, method, workflow, workflow_version, state, class, due, created, ended, failures FROM run
            WHERE id IN ({which}) ORDER BY created DESC, id
            """,
            row => Read(row, progress, trouble), parameters);
    }

    private static Job Read(DbDataReader row, Dictionary<string, (long Done, long Weight)> progress, ILookup<string, Failure> trouble)
    {
        var id = row.GetString(0);
        var (failures, (done, weight)) = (row.Failures(9), progress.GetValueOrDefault(id));
        return new Job
        {
            Id = id,
            Method = row.GetString(1),
            Workflow = row.GetString(2),
            WorkflowVersion = row.GetInt32(3),
            Status = row.Named<JobStatus>(4),
            Class = (PriorityClass)row.GetInt32(5),
            Due = row.Time(6),
            Created = row.Time(7),
            Ended = row.Time(8),
            WeightDone = done,
            Weight = weight,
            Failures = { failures.Count > 0 ? failures : trouble[id].Distinct().Take(FailuresShown) },
        };
    }

    /// <summary>A node whose items are not known yet weighs 1. A call weighs nothing once a run answers it, which weighs for itself.</summary>
    private static Dictionary<string, (long Done, long Weight)> Progress(SqlSession sql, string which, params (string Name, object? Value)[] parameters) => sql.Query(
        $"""
        {Tree(which)}
        SELECT root, CAST(sum(CASE WHEN state = 'done' THEN weight ELSE 0 END) AS BIGINT), CAST(sum(weight) AS BIGINT) FROM (
          SELECT tree.root AS root, coalesce(item.state, node.state) AS state,
                 CASE WHEN answer.id IS NOT NULL OR node.items = 0 THEN 0 ELSE coalesce(item.weight, 1) END AS weight
          FROM tree JOIN node ON node.run_id = tree.id
          LEFT JOIN item ON item.run_id = node.run_id AND item.node = node.name
          LEFT JOIN call ON call.run_id = item.run_id AND call.node = item.node AND call.number = item.number
          LEFT JOIN run AS answer ON answer.id = call.id) AS work
        GROUP BY root
        """,
        row => (Id: row.GetString(0), Progress: (row.GetInt64(1), row.GetInt64(2))), parameters)
        .ToDictionary(row => row.Id, row => row.Progress);

    private static ILookup<string, Failure> Trouble(SqlSession sql, string which, params (string Name, object? Value)[] parameters) => sql.Query(
        $"""
        {Tree(which)}
        SELECT tree.root, item.failures FROM tree JOIN item ON item.run_id = tree.id
        WHERE item.failures IS NOT NULL AND item.state <> 'done' ORDER BY tree.root, item.run_id, item.node, item.number
        """,
        row => (Id: row.GetString(0), Failures: row.Failures(1)), parameters)
        .SelectMany(row => row.Failures.Select(failure => (row.Id, Failure: failure))).ToLookup(row => row.Id, row => row.Failure);

    private static string Tree(string which) =>
        $"""
        WITH RECURSIVE tree (root, id) AS (
          SELECT id, id FROM run WHERE id IN ({which})
          UNION ALL SELECT tree.root, call.id FROM tree JOIN call ON call.run_id = tree.id)
        """;
}
