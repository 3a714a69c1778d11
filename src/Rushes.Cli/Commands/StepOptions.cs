using System.CommandLine;

namespace Rushes.Cli.Commands;

/// <summary>The options of what is done to a source's picture before anything else.</summary>
internal sealed class StepOptions
{
    public Option<string> Deinterlace { get; } = new("--deinterlace")
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "frames|fields",
        Description = "Make a whole picture of each frame, or of each field: twice the rate (alone: frames)",
    };

    public Option<bool> Ivtc { get; } = new("--ivtc") { Arity = ArgumentArity.Zero, Description = "Undo 3:2 telecine: 29.97 interlaced becomes the film's 23.976" };

    public Option<string> Crop { get; } = EncodeOptions.Value("--crop", "W:H:X:Y", "Keep that rectangle of the upright picture, in the source's pixels");

    public IReadOnlyList<Option> All => [Deinterlace, Ivtc, Crop];
}
