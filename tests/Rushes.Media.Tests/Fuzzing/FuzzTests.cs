using System.Globalization;

namespace Rushes.Media.Tests.Fuzzing;

/// <summary>Parsers take damaged bytes and end well, or in the one exception that says what is wrong with them.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Targets { get; } = [.. FuzzTargets.All.Select(target => target.Name)];

    /// <summary>Finds, mended: each came from the long run.</summary>
    [Theory]
    [InlineData("picture entry", "avc1", 144)] // zeros between boxes: no end
    public async Task Find_OnceMade_StaysMended(string target, string input, int seed)
    {
        Assert.SkipUnless(FuzzTargets.Find(target).Inputs.ContainsKey(input), $"The shared media have no {input}.");
        await FuzzTargets.Find(target).TryAsync(input, seed);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Parse_OfDamagedBytes_EndsAsPromised(string target) => await RunAsync(FuzzTargets.Find(target), 0, seed => seed < 2000);

    /// <summary>Half an hour, or RUSHES_FUZZ_MINUTES, from a seed that nobody chose, or RUSHES_FUZZ_SEED.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Category", "Soak")]
    [Trait("Soak", "fuzz")]
    public async Task Parse_OfDamagedBytesForLong_EndsAsPromised(string target)
    {
        var first = Variable("RUSHES_FUZZ_SEED") ?? Random.Shared.Next(int.MaxValue / 2);
        var end = TimeProvider.System.GetTimestamp() + (TimeProvider.System.TimestampFrequency * 60 * (Variable("RUSHES_FUZZ_MINUTES") ?? 30) / Targets.Count);
        output.WriteLine($"{target}: from seed {first} on");
        var last = await RunAsync(FuzzTargets.Find(target), first, _ => TimeProvider.System.GetTimestamp() < end);
        output.WriteLine($"{target}: {last - first} attempts");
    }

    // A find ends the run with all that it takes to make it again.
    private static async Task<int> RunAsync(FuzzTarget target, int first, Func<int, bool> goesOn)
    {
        var inputs = target.Inputs.Keys.Order(StringComparer.Ordinal).ToArray();
        var seed = first;
        for (; goesOn(seed); seed++)
        {
            var input = inputs[seed % inputs.Length];
            try
            {
                var attempt = seed;
                await Task.Run(() => target.TryAsync(input, attempt)).WaitAsync(Hang, TestContext.Current.CancellationToken);
            }
            catch (Exception find)
            {
                throw new InvalidOperationException($"[InlineData(\"{target.Name}\", \"{input}\", {seed})]: {find.Message}", find);
            }
        }

        return seed;
    }

    private static int? Variable(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
