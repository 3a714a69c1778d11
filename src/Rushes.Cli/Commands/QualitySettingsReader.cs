using System.CommandLine;
using System.Globalization;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Checks everything that a command line says about a measurement, and reports all that is wrong with it at once.</summary>
internal sealed class QualitySettingsReader(QualityOptions options, Surroundings surroundings)
{
    private const string Usage = "rushes quality REFERENCE ENCODED";

    private readonly List<Failure> _failures = [];

    public IReadOnlyList<Failure> Failures => _failures;

    /// <returns>Usable only when there are no <see cref="Failures"/>.</returns>
    public QualitySettings Read(ParseResult parsed)
    {
        _failures.AddRange(parsed.Errors.Select(error => UsageFailure.Syntax(error.Message)));
        var files = new FilesReader(surroundings, _failures);
        var reference = files.ReadInput(parsed, options.Reference, options.Rate, Usage);
        var encoded = files.ReadFile(parsed, options.Encoded, Usage);
        var page = files.ReadOutput(parsed, options.Html, [reference.Path ?? "", encoded]);
        return new QualitySettings
        {
            Reference = reference,
            EncodedPath = encoded,
            WorkPath = files.ReadWork(parsed, options.Work),
            Steps = new StepsReader(options.Steps, _failures).Read(parsed),
            Model = ReadModel(EncodeOptions.Text(parsed, options.Model)),
            Metrics = ReadMetrics(EncodeOptions.Text(parsed, options.Metrics) ?? "psnr,ssim"),
            Share = ReadShare(EncodeOptions.Text(parsed, options.Sample)),
            Least = ReadLeast(EncodeOptions.Text(parsed, options.Least)),
            HtmlPath = page,
            ScoresPath = files.ReadOutput(parsed, options.Scores, [reference.Path ?? "", encoded, page ?? ""]),
            Json = parsed.GetValue(options.Json),
            Verbose = parsed.GetValue(options.Verbose),
        };
    }

    private VmafModel ReadModel(string? value)
    {
        switch (value)
        {
            case null:
                return VmafModel.Unspecified;
            case "default":
                return VmafModel.Default;
            case "phone":
                return VmafModel.Phone;
            case "4k":
                return VmafModel.FourK;
            case "neg":
                return VmafModel.Neg;
            default:
                _failures.Add(UsageFailure.Option("--model", $"There is no model '{value}'.", "Write default, phone, 4k or neg."));
                return VmafModel.Unspecified;
        }
    }

    private IReadOnlyList<QualityMetric> ReadMetrics(string value)
    {
        var names = value == "none" ? [] : value.Split(',');
        foreach (var name in names.Where(name => MetricOf(name) is null))
        {
            _failures.Add(UsageFailure.Option("--metrics", $"There is no metric '{name}'.", "Write psnr, ssim and cambi with commas between, or none; VMAF is always measured."));
        }

        return [.. names.Select(MetricOf).OfType<QualityMetric>().Distinct()];
    }

    private static QualityMetric? MetricOf(string name) => name switch
    {
        "psnr" => QualityMetric.Psnr,
        "ssim" => QualityMetric.Ssim,
        "cambi" => QualityMetric.Cambi,
        _ => null,
    };

    private double? ReadLeast(string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var least) && least <= 100)
        {
            return least;
        }

        _failures.Add(UsageFailure.Option("--min", $"'{value}' is no VMAF.", "Write a number from 0 to 100."));
        return null;
    }

    private double? ReadShare(string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (double.TryParse(value.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100)
        {
            return percent / 100;
        }

        _failures.Add(UsageFailure.Option("--sample", $"'{value}' is no share of the frames.", "Write a percentage above 0, like 5."));
        return null;
    }
}
