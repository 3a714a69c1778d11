using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Tests.Workflows;
using Rushes.Platform.Workflows.Rules;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Soak;

/// <summary>
/// A process of its own that runs a request or two over a given database and says how they ended. Rules answer them, with calls of
/// <see cref="Counting"/>, of which one function fails the first time. It may kill itself, as kill -9 does: after a number of
/// statements, or each time a function gets a certain number.
/// </summary>
internal static class MortalProgram
{
    public const string Command = "mortal";
    public const long From = 2;
    public const long To = 4;

    /// <summary>The second request, which nothing is wrong with; there is one when a number kills.</summary>
    public const long OtherFrom = 10;
    public const long OtherTo = 13;

    private const long FailsOnce = 3;

    private static readonly Method<FrameRange, Rational> Report = new("test.v1.Reports/Report", FrameRange.Parser, Rational.Parser);
    private static readonly FactKind<Rational> Counted = new("counted", Rational.Parser);

    private static readonly RuleSet<FrameRange, Rational> Rules = RuleSet.Define<FrameRange, Rational>("reports.report", 1, FrameRange.Parser, rules =>
    {
        rules.When("count", rules.Request).Call(Counting.Count, range => range, Counted, (_, count) => count);
        rules.EndWhen("end", Counted, count => count);
    });

    /// <param name="arguments">Store, where it is, folder, statements to live (0: no end), the number that kills (0: none).</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (store, place, folder) = (Enum.Parse<StoreKind>(arguments[0]), arguments[1], arguments[2]);
        var (life, deadly) = (Number(arguments[3]), Number(arguments[4]));
        var starts = new StartJournal(folder);
        var counting = new Counting { Started = starts.Add };
        counting.OnSquare = (number, _, _) => number.Numerator switch
        {
            var n when n == deadly => throw Die(),
            FailsOnce when starts.Read()[$"numbers.square {FailsOnce}"] == 1 => Counting.Fail(FailureCategory.Transient, FailsOnce),
            var n => Counting.Result(n * n),
        };
        var options = new PlatformOptions
        {
            Database = store == StoreKind.Sqlite ? new DatabaseLocation.SqliteFile(place) : new DatabaseLocation.PostgresServer(place),
            ScratchFolder = Path.Combine(folder, "scratch"),
            Slots = 2,
            Backoff = TimeSpan.FromMilliseconds(1),
            MaxLosses = deadly == 0 ? 1000 : 5,
        };
        Service reports = new("reports", [ApiMethod.Define(Report, _ => [], range => range, Rules)], []);
        await using var host = await PlatformHost.StartAsync(
            options, [.. counting.Services, reports], new LocalObjectStore(Path.Combine(folder, "objects"), []), new FakeToolRunner(),
            TimeProvider.System, NullLoggerFactory.Instance, _ => life = life == 1 ? throw Die() : life - 1, CancellationToken.None);
        string[] runs = deadly == 0
            ? [await SubmitAsync(host, From, To)]
            : [await SubmitAsync(host, From, To), await SubmitAsync(host, OtherFrom, OtherTo)];
        foreach (var run in runs)
        {
            await Console.Out.WriteLineAsync(await EndAsync(host, run));
        }

        return 0;
    }

    private static async Task<string> SubmitAsync(PlatformHost host, long from, long to)
    {
        var range = new FrameRange { From = from, To = to };
        var submission = await host.SubmitAsync(Report, range, $"{from}", new Priority(), CancellationToken.None);
        var run = ((Submission.Accepted)submission).RunId;

        // What an earlier life has failed at is tried again.
        await host.RetryAsync(run, CancellationToken.None);
        return run;
    }

    private static async Task<string> EndAsync(PlatformHost host, string run) => await host.WaitAsync(Report, run, CancellationToken.None) switch
    {
        RunEnd<Rational>.Succeeded succeeded => $"{succeeded.Response.Numerator}",
        RunEnd<Rational>.Failed failed => failed.Failures[0].Code,
        _ => "cancelled",
    };

    private static UnreachableException Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
        return new UnreachableException();
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
