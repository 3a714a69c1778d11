using System.Net;
using System.Security.Cryptography.X509Certificates;
using Rushes.Platform.Database;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Cli.Serving;

/// <summary>What <c>rushes serve</c> was asked for, checked.</summary>
internal sealed record ServeSettings
{
    public required DatabaseLocation Database { get; init; }

    public required Rushes.Storage.StoreLocation Store { get; init; }

    /// <summary>As it was written: workers open it too.</summary>
    public required string StoreText { get; init; }

    /// <summary>Names of those that work here; null: all.</summary>
    public required IReadOnlySet<string>? Services { get; init; }

    public required IReadOnlyList<string> Readable { get; init; }

    /// <summary>gRPC, and Connect over HTTP/2; by TLS everything.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>JSON and Connect over HTTP/1.1; null: not in the clear, or TLS has it all.</summary>
    public required IPEndPoint? Http { get; init; }

    public required X509Certificate2? Certificate { get; init; }

    /// <summary>Null: only who is on this machine, and everything.</summary>
    public required AccessFile? Access { get; init; }

    /// <summary>Cores for functions in this process; 0: only workers run them.</summary>
    public required int Slots { get; init; }

    public required TimeSpan Lease { get; init; }

    /// <summary>How long jobs that have ended are kept, with their objects, and uploads that nobody uses.</summary>
    public required TimeSpan Retain { get; init; }

    public required string WorkPath { get; init; }

    public required bool Verbose { get; init; }
}
