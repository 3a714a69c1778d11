using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Fleet;

/// <summary>Looks over how a worker introduces itself.</summary>
internal static class WorkerCheck
{
    private const int MostBuilds = 1000;

    /// <exception cref="RpcException">Every reason is named.</exception>
    public static WorkerHello Hello(WorkerMessage first)
    {
        if (first.MessageCase != WorkerMessage.MessageOneofCase.Hello)
        {
            throw Refused(["The first message of a worker is its hello."]);
        }

        var hello = first.Hello;
        string[] problems =
        [
            .. Problem(hello.Id.Length is 0 or > 200, "The id of a worker has 1 to 200 characters."),
            .. Problem(hello.Capacity is not { Cores: > 0, MemoryBytes: > 0, DiskBytes: >= 0, NetworkBps: >= 0 }, "A worker has at least one core and some memory."),
            .. Problem(hello.Builds.Count is 0 or > MostBuilds, $"A worker offers 1 to {MostBuilds} functions."),
            .. Problem(hello.Builds.Any(build => !IsName(build.Function) || !IsName(build.Version)), "A function has a name and a version without blanks."),
        ];
        return problems.Length == 0 ? hello : throw Refused(problems);
    }

    /// <summary>Names are joined with blanks and other signs; see <see cref="FunctionBuild.Id"/>.</summary>
    private static bool IsName(string name) => name.Length > 0 && !name.Any(sign => char.IsWhiteSpace(sign) || sign is '@' or '?');

    private static string[] Problem(bool wrong, string message) => wrong ? [message] : [];

    private static RpcException Refused(IEnumerable<string> problems) =>
        RpcException.Refused([.. problems.Select(problem => new Failure { Code = "worker.hello", Category = FailureCategory.Configuration, Message = problem })]);
}
