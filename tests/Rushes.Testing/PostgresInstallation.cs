using System.Diagnostics.CodeAnalysis;
using Rushes.Tools.Execution;
using Xunit;

namespace Rushes.Testing;

/// <summary>
/// The PostgreSQL that <c>./test</c> has found, as the environment tells. What is not there skips the test that needs it,
/// with the reason; on the build server it fails the test: there, nothing may go unproven.
/// </summary>
internal static class PostgresInstallation
{
    private const string DebianFolder = "/usr/lib/postgresql/15/bin";

    /// <summary>The connection string of an administrator of the server that all tests share.</summary>
    public static string SharedServer
    {
        get
        {
            var server = Variable("RUSHES_POSTGRES");
            Require(server.Length > 0, "RUSHES_POSTGRES names no PostgreSQL server: run ./test, which starts one.");
            return server;
        }
    }

    /// <summary>
    /// Runs a program of PostgreSQL to its end. As root it becomes the user that the package brings, for PostgreSQL refuses
    /// to be root. When we die it is told to stop at once, which lets a server take its shared memory with it.
    /// </summary>
    public static Task<ToolResult> RunAsync(string program, IReadOnlyList<string> arguments, Action<string>? onErrorLine, CancellationToken cancellationToken)
    {
        string[] user = Environment.IsPrivilegedProcess ? ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];
        return TestMedia.Runner.RunAsync(
            new("/usr/bin/setpriv", [.. user, "--pdeathsig", "QUIT", "--", Find(program), .. arguments])
            {
                OnErrorLine = onErrorLine,
                Limits = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan),
            },
            cancellationToken);
    }

    /// <summary>Gives the folder to the user that the programs run as.</summary>
    public static async Task HandOverAsync(string folder, CancellationToken cancellationToken)
    {
        Find("postgres");
        if (!Environment.IsPrivilegedProcess)
            return;
        var result = await TestMedia.Runner.RunAsync(new("/usr/bin/chown", ["postgres", folder]), cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
    }

    private static string Find(string program)
    {
        string[] folders = [Variable("RUSHES_POSTGRES_BIN"), DebianFolder, .. Variable("PATH").Split(Path.PathSeparator)];
        var path = folders.Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Require(path is not null, $"{program} of PostgreSQL 15 is not installed: run ./test, which installs it.");
        return path;
    }

    private static void Require([DoesNotReturnIf(false)] bool present, string reason)
    {
        if (!present && Variable("CI") == "true")
            Assert.Fail(reason);
        Assert.SkipUnless(present, reason);
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
