using System.CommandLine;

namespace Rushes.Cli.Commands;

/// <summary>The arguments and options of <c>rushes quality</c>. Values stay text here: all of them are checked together later.</summary>
internal sealed class QualityOptions
{
    public Argument<string> Reference { get; } = new("REFERENCE") { Description = "The mezzanine, or numbered images like shot_%04d.dpx", Arity = ArgumentArity.ZeroOrOne };

    public Argument<string> Encoded { get; } = new("ENCODED") { Description = "An encode of it: any media file, or an index (.rfi) with its chunks", Arity = ArgumentArity.ZeroOrOne };

    public Option<string> Rate { get; } = InputReader.Rate();

    public Option<string> Model { get; } = EncodeOptions.Value("--model", "MODEL", "VMAF model: default, phone, 4k or neg (default: 4k above 1440 lines, else default)");

    public Option<string> Metrics { get; } = EncodeOptions.Value("--metrics", "METRIC,…", "Besides VMAF: psnr, ssim, cambi, or none (default: psnr,ssim)");

    public Option<string> Sample { get; } = EncodeOptions.Value("--sample", "PERCENT", "Measure so many of a hundred frames, and say how far the mean may be off (default: all)");

    public StepOptions Steps { get; } = new();

    public Option<string> Least { get; } = EncodeOptions.Value("--min", "N", "Exit 5 when the mean VMAF is below it");

    public Option<string> Html { get; } = EncodeOptions.Value("--html", "FILE", "Write a page with a curve over time and the worst frames");

    public Option<string> Scores { get; } = EncodeOptions.Value("--scores", "FILE", "Write the scores of every frame, as comma-separated values");

    public Option<string> Work { get; } = EncodeOptions.Value("--work", "FOLDER", "Keeps what is made on the way (default: $XDG_CACHE_HOME/rushes)");

    public Option<bool> Json { get; } = new("--json") { Arity = ArgumentArity.Zero, Description = "Print the answer as JSON" };

    public Option<bool> Verbose { get; } = new("--verbose") { Arity = ArgumentArity.Zero, Description = "Write the log to standard error" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Reference);
        command.Arguments.Add(Encoded);
        foreach (var option in (Option[])[Rate, Model, Metrics, Sample, .. Steps.All, Least, Html, Scores, Work, Json, Verbose])
        {
            command.Options.Add(option);
        }
    }
}
