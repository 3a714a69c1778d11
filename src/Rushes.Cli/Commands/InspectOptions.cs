using System.CommandLine;

namespace Rushes.Cli.Commands;

/// <summary>The argument and options of <c>rushes inspect</c>. Values stay text here: all of them are checked together later.</summary>
internal sealed class InspectOptions
{
    public Argument<string> Input { get; } = new("INPUT") { Description = "The mezzanine, or numbered images like shot_%04d.dpx", Arity = ArgumentArity.ZeroOrOne };

    public Option<string> Rate { get; } = InputReader.Rate();

    public Option<string> Phase { get; } = EncodeOptions.Value("--phase", "artefacts|full", "What an encode needs, or every picture and sound looked at for faults (default: full)");

    public Option<string[]> Without { get; } = new("--without") { Description = "Checks of the full phase to leave out: audio, cadence", HelpName = "CHECK,…" };

    public StepOptions Steps { get; } = new();

    public Option<string> Html { get; } = EncodeOptions.Value("--html", "FILE", "Write a page with pictures of the faults, and cadence and loudness over time");

    public Option<string> Work { get; } = EncodeOptions.Value("--work", "FOLDER", "Keeps what is made on the way (default: $XDG_CACHE_HOME/rushes)");

    public Option<string> Cache { get; } = EncodeOptions.Value("--cache", "SIZE|off", "Keeps results for later jobs over the same bytes, so many (default: 10GiB)");

    public Option<bool> Json { get; } = new("--json") { Arity = ArgumentArity.Zero, Description = "Print the answer as JSON" };

    public Option<bool> Verbose { get; } = new("--verbose") { Arity = ArgumentArity.Zero, Description = "Write the log to standard error" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Input);
        // Frames are counted as the encode with the same options counts them; a crop changes none.
        foreach (var option in (Option[])[Rate, Phase, Without, Steps.Deinterlace, Steps.Ivtc, Html, Work, Cache, Json, Verbose])
        {
            command.Options.Add(option);
        }
    }
}
