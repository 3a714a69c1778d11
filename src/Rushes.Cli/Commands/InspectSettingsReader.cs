using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Checks everything that a command line says about an inspection, and reports all that is wrong with it at once.</summary>
internal sealed class InspectSettingsReader(InspectOptions options, Surroundings surroundings)
{
    private readonly List<Failure> _failures = [];

    public IReadOnlyList<Failure> Failures => _failures;

    /// <returns>Usable only when there are no <see cref="Failures"/>.</returns>
    public InspectSettings Read(ParseResult parsed)
    {
        _failures.AddRange(parsed.Errors.Select(error => UsageFailure.Syntax(error.Message)));
        var files = new FilesReader(surroundings, _failures);
        var input = files.ReadInput(parsed, options.Input, options.Rate, "rushes inspect INPUT");
        var phase = ReadPhase(EncodeOptions.Text(parsed, options.Phase) ?? "full");
        return new InspectSettings
        {
            Input = input,
            WorkPath = files.ReadWork(parsed, options.Work),
            CacheBytes = CacheSize.Read(EncodeOptions.Text(parsed, options.Cache), _failures),
            Phase = phase,
            LeaveOut = ReadWithout(EncodeOptions.Texts(parsed, options.Without), phase),
            Pictures = Steps.PicturesOf(new StepsReader(options.Steps, _failures).Read(parsed)),
            HtmlPath = files.ReadOutput(parsed, options.Html, [input.Path ?? ""]),
            Json = parsed.GetValue(options.Json),
            Verbose = parsed.GetValue(options.Verbose),
        };
    }

    private InspectionPhase ReadPhase(string value)
    {
        switch (value)
        {
            case "full":
                return InspectionPhase.Full;
            case "artefacts":
                return InspectionPhase.Artefacts;
            default:
                _failures.Add(UsageFailure.Option("--phase", $"There is no phase '{value}'.", "Write artefacts or full."));
                return InspectionPhase.Unspecified;
        }
    }

    private IReadOnlyList<InspectionCheck> ReadWithout(IReadOnlyList<string> values, InspectionPhase phase)
    {
        string[] names = [.. values.SelectMany(value => value.Split(','))];
        foreach (var name in names.Where(name => CheckOf(name) is null))
        {
            _failures.Add(UsageFailure.Option("--without", $"There is no check '{name}' to leave out.", "Write audio and cadence, with a comma between."));
        }

        if (names.Length > 0 && phase == InspectionPhase.Artefacts)
        {
            _failures.Add(UsageFailure.Option("--without", "--phase artefacts has no checks to leave out.", "Leave --without out."));
        }

        return [.. names.Select(CheckOf).OfType<InspectionCheck>().Distinct()];
    }

    private static InspectionCheck? CheckOf(string name) => name switch
    {
        "audio" => InspectionCheck.Audio,
        "cadence" => InspectionCheck.Cadence,
        _ => null,
    };
}
