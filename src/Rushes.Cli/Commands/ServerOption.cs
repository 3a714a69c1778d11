using Rushes.Cli.Hosting;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary><c>--server URL</c>, and the token that goes with it: the same for every command that talks to a server.</summary>
internal static class ServerOption
{
    private const string Remedy = "Write --server http://HOST:PORT, as 'rushes serve' says it.";

    /// <param name="value">As given.</param>
    /// <param name="failures">Gets what is wrong.</param>
    public static Uri? Read(string value, List<Failure> failures)
    {
        if (Uri.TryCreate(value, UriKind.Absolute, out var server) && server is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" })
        {
            return server;
        }

        failures.Add(UsageFailure.Option("--server", $"'{value}' is no address of a server.", Remedy));
        return null;
    }

    /// <summary>What is wrong when a command cannot do without a server.</summary>
    public static Failure Missing() => UsageFailure.Option("--server", "No server is named.", Remedy);

    /// <summary>Null: there is none, or it is wrong.</summary>
    public static string? ReadToken(Surroundings surroundings, List<Failure> failures)
    {
        if (surroundings.Variable("RUSHES_TOKEN") is not { Length: > 0 } token)
        {
            return null;
        }

        if (token.Any(letter => letter is < '!' or > '~'))
        {
            failures.Add(UsageFailure.Option("RUSHES_TOKEN", "The token in RUSHES_TOKEN has blanks, line ends or other letters that no token has.", "Set it to the token alone."));
            return null;
        }

        return token;
    }
}
