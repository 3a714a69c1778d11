using System.CommandLine;

namespace Rushes.Cli.Commands;

/// <summary>The arguments and options of <c>rushes validate</c>. Values stay text here: all of them are checked together later.</summary>
internal sealed class ValidateOptions
{
    public Argument<string> Media { get; } = new("MEDIA") { Description = "An index (.rfi), or any media file", Arity = ArgumentArity.ZeroOrOne };

    public Option<string> Expect { get; } = new("--expect") { HelpName = "FILE", Description = "What the stream is to be; without it, what its standard says" };

    public Option<string> Source { get; } = EncodeOptions.Value("--source", "FILE", "The mezzanine that it was made of, or numbered images like shot_%04d.dpx: frames, their times and their pictures are compared");

    public Option<string> Rate { get; } = InputReader.Rate();

    public StepOptions Steps { get; } = new();

    public Option<bool> NoDecode { get; } = new("--no-decode") { Arity = ArgumentArity.Zero, Description = "Read the samples alone, and decode no picture" };

    public Option<string> Work { get; } = EncodeOptions.Value("--work", "FOLDER", "Keeps what is made on the way (default: $XDG_CACHE_HOME/rushes)");

    public Option<bool> Json { get; } = new("--json") { Arity = ArgumentArity.Zero, Description = "Print the answer as JSON" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Media);
        foreach (var option in (Option[])[Expect, Source, Rate, .. Steps.All, NoDecode, Work, Json])
        {
            command.Options.Add(option);
        }
    }
}
