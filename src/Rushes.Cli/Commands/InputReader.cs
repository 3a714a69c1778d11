using System.CommandLine;
using Rushes.Cli.Jobs;
using Rushes.Cli.Sequences;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Finds what a command line names as a mezzanine: a file, or numbered images.</summary>
/// <param name="failures">Takes what is wrong.</param>
internal sealed class InputReader(ICollection<Failure> failures)
{
    private const string RateOption = "--rate";

    public static Option<string> Rate() => EncodeOptions.Value(RateOption, "RATE", $"Images a second, of numbered images: {SequenceRate.Form}");

    /// <param name="path">Absolute.</param>
    /// <param name="rate">As given; null: not given.</param>
    public IJobInput Read(string path, string? rate)
    {
        var (sequence, failure) = File.Exists(path) ? default : ImageSequenceSearch.Find(path);
        if (sequence is not null)
        {
            return new SequenceInput(sequence, ReadRate(rate));
        }

        if (rate is not null && failure is null)
        {
            failures.Add(UsageFailure.Option(RateOption, $"{path} has a rate of its own.", "Leave it out; it is for numbered images."));
        }

        if ((failure ?? InputFile.FindObstacle(path)) is { } obstacle)
        {
            failures.Add(obstacle);
        }

        return new GivenInput(path);
    }

    private Rational ReadRate(string? rate)
    {
        if (rate is not null && SequenceRate.TryParse(rate, out var read))
        {
            return read;
        }

        failures.Add(UsageFailure.Option(RateOption, rate is null ? "Images say nothing of their rate." : $"'{rate}' is no rate.", $"Say {RateOption} with images a second: {SequenceRate.Form}."));
        return new Rational { Numerator = 1, Denominator = 1 };
    }
}
