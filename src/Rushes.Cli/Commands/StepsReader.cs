using System.CommandLine;
using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Checks what a command line says about steps.</summary>
/// <param name="options">As declared.</param>
/// <param name="failures">Takes what is wrong.</param>
internal sealed class StepsReader(StepOptions options, ICollection<Failure> failures)
{
    /// <returns>Null: nothing is done.</returns>
    public Steps? Read(ParseResult parsed)
    {
        var steps = new Steps
        {
            Deinterlacing = ReadDeinterlacing(parsed),
            InverseTelecine = parsed.GetValue(options.Ivtc),
            Crop = ReadCrop(EncodeOptions.Text(parsed, options.Crop)),
        };
        if (steps is { InverseTelecine: true, Deinterlacing: not Deinterlacing.Unspecified })
        {
            failures.Add(UsageFailure.Option("--ivtc", "--ivtc and --deinterlace exclude each other.", "Choose one: what stays combed after --ivtc is deinterlaced anyway."));
        }

        return Steps.NullIfNone(steps);
    }

    private Deinterlacing ReadDeinterlacing(ParseResult parsed)
    {
        if (parsed.GetResult(options.Deinterlace) is null)
        {
            return Deinterlacing.Unspecified;
        }

        switch (EncodeOptions.Text(parsed, options.Deinterlace))
        {
            case null or "frames":
                return Deinterlacing.Frames;
            case "fields":
                return Deinterlacing.Fields;
            case var other:
                failures.Add(UsageFailure.Option("--deinterlace", $"'{other}' is neither frames nor fields.", "Write frames or fields behind it; before an INPUT, one of them has to be written."));
                return Deinterlacing.Unspecified;
        }
    }

    private Rectangle? ReadCrop(string? value)
    {
        if (value is null)
        {
            return null;
        }

        int[] sides = [.. value.Split(':').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : -1)];
        if (sides is [> 0, > 0, >= 0, >= 0])
        {
            return new Rectangle { Width = sides[0], Height = sides[1], Left = sides[2], Top = sides[3] };
        }

        failures.Add(UsageFailure.Option("--crop", $"'{value}' is no rectangle.", "Write width, height, left and top in pixels, like 1920:800:0:140."));
        return null;
    }
}
