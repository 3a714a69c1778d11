using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Hosting;

public sealed class StandardErrorLogTests
{
    private static readonly Func<ILogger, string, int, IDisposable?> Scope = LoggerMessage.DefineScope<string, int>("job {Job} attempt {Attempt}");
    private static readonly Action<ILogger, string, Exception?> Said = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(7), "Said {Text}");

    [Fact]
    public void Event_InsideOfScopes_NamesThemWhicheverLoggerBeganThem()
    {
        using var writer = new StringWriter();
        using (var logging = new LoggerFactory([new StandardErrorLog(writer, new FakeTimeProvider())]))
        {
            var (worker, store) = (logging.CreateLogger("worker"), logging.CreateLogger("store"));
            using (Scope(worker, "904b", 2))
            {
                Said(store, "inside", null);
            }

            Said(store, "outside", null);
        }

        Assert.Equal(
            ["00:00:00.000 Warning store[7] Said inside {job 904b attempt 2}", "00:00:00.000 Warning store[7] Said outside"],
            writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
