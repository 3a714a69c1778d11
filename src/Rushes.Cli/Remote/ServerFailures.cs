using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Cli.Remote;

/// <summary>What went wrong with a server, for people.</summary>
internal static class ServerFailures
{
    public const string Unreachable = "server.unreachable";

    /// <summary>Of a call that nobody made again: a server that is away is taken for one that is not there. At least one.</summary>
    public static IReadOnlyList<Failure> OfOneCall(Uri server, RpcException exception) =>
        exception.Code == RpcCode.Unavailable ? [NotThere(server, exception)] : Of(server, exception);

    /// <summary>It has not answered once.</summary>
    private static Failure NotThere(Uri server, RpcException exception) => Make(
        Unreachable, FailureCategory.Transient, exception.Message,
        $"Check that 'rushes serve' runs there, and that {server} is the address that it names for gRPC.");

    /// <summary>At least one.</summary>
    public static IReadOnlyList<Failure> Of(Uri server, RpcException exception) => exception switch
    {
        { Failures.Count: > 0 } => exception.Failures,
        { Code: RpcCode.Unauthenticated or RpcCode.PermissionDenied } =>
            [Make("server.refused_token", FailureCategory.Configuration, $"{server} refuses: {exception.Message}", "Put a token into RUSHES_TOKEN that has the roles submit, read and operate.")],
        { Code: RpcCode.Unavailable or RpcCode.ResourceExhausted } =>
            [Make("server.lost", FailureCategory.Transient, $"{server} has not answered for {Patience.Limit.TotalMinutes:0} minutes: {exception.Message}", "When it is back, run the same command again: what was begun there goes on.")],
        { Code: RpcCode.DataLoss } =>
            [Make("server.damaged_file", FailureCategory.Transient, exception.Message, "Run the same command again; it fetches what is missing.")],
        _ => [Make("server.failed", FailureCategory.Internal, $"{server}: {exception.Message}", "Check that the server has the same version as this program; its log says more.")],
    };

    private static Failure Make(string code, FailureCategory category, string message, string remedy) =>
        new() { Code = code, Category = category, Message = message, Remedy = remedy, Place = new Place { Option = "--server" } };
}
