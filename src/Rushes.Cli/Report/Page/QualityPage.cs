using System.Globalization;
using System.Text;

namespace Rushes.Cli.Report.Page;

/// <summary>A measurement as one HTML file that needs no other: nothing is fetched from anywhere.</summary>
/// <param name="answer">Of a measurement that is done.</param>
/// <param name="curve">Its scores.</param>
/// <param name="seconds">Of the film.</param>
/// <param name="worst">Frames, their VMAF, and reference and encode beside each other as JPEG.</param>
internal sealed class QualityPage(QualityAnswer answer, ScoreCurve curve, double seconds, IReadOnlyList<(long Frame, double Vmaf, byte[] Jpeg)> worst)
{
    private const int MostShots = 400;

    public string Write()
    {
        var page = new StringBuilder();
        page.Append(Head());
        page.Append(MetricTable());
        page.Append(Findings());
        page.Append(Curves());
        page.Append(Worst());
        page.Append(Shots());
        return PageShell.Of($"Quality of {Name(answer.Encoded!)}", page.Append(Foot()).ToString());
    }

    private string Head()
    {
        var vmaf = answer.Metrics!["vmaf"];
        var error = vmaf.Error is { } half ? Invariant($" <small>± {half:F2}</small>") : "";
        var compared = answer.Compared!;
        var light = compared.Transfer is { } transfer ? $", {Escaped(transfer)}" : "";
        var some = answer.Measured < answer.Frames ? Invariant($"{answer.Measured} of ") : "";
        return Invariant($"<h1>{Escaped(Name(answer.Encoded!))}</h1><p class=\"against\">held against {Escaped(Name(answer.Reference!))}</p>")
            + Invariant($"<p class=\"score\">{vmaf.Mean:F2}{error} <span>VMAF, mean of {some}{answer.Frames} frames</span></p>")
            + Invariant($"<p>Compared at {compared.Width}x{compared.Height}, {compared.Bits} bit{light}, by model {Escaped(compared.Model)}. ")
            + Invariant($"The encode is {answer.Encoded!.Width}x{answer.Encoded.Height} {Escaped(answer.Encoded.Codec)}, the reference {answer.Reference!.Width}x{answer.Reference.Height} {Escaped(answer.Reference.Codec)}.</p>");
    }

    private string MetricTable()
    {
        var rows = answer.Metrics!.Select(metric => Row(metric.Key, metric.Value));
        return $"<table><tr><th>metric<th>mean<th>harmonic<th>worst 1 %<th>worst 5 %<th>min<th>max<th>worst shot</tr>{string.Concat(rows)}</table>";
    }

    private static string Row(string name, AnswerMetric metric)
    {
        var digits = name == "ssim" ? "F4" : "F2";
        double[] numbers = [metric.Mean, metric.Harmonic, metric.P1, metric.P5, metric.Min, metric.Max, metric.WorstShot];
        return $"<tr><th>{name}{string.Concat(numbers.Select(number => $"<td>{number.ToString(digits, CultureInfo.InvariantCulture)}"))}</tr>";
    }

    private string Findings()
    {
        var findings = answer.Findings.Where(finding => finding.Severity != "info").Select(finding =>
        {
            var frames = finding is { From: { } from, To: { } to } ? Invariant($" frames {from} to {to - 1}") : "";
            return $"<li><b>{Escaped(finding.Code)}</b>{frames} {Escaped(finding.Remedy)}";
        });
        var list = string.Concat(findings);
        return list.Length > 0 ? $"<h2>To be known</h2><ul class=\"findings\">{list}</ul>" : "";
    }

    private string Curves()
    {
        long[] cuts = [.. answer.Shots.Select(shot => shot.From)];
        var drawn = curve.Metrics.Select((name, metric) =>
            $"<figure><figcaption>{name}</figcaption>{new CurveDrawing(curve, metric, seconds, cuts).Draw()}</figure>");
        return $"<h2>Over time</h2><p class=\"legend\">The line is the mean, the band reaches from the least to the greatest score; thin upright lines are cuts.</p>{string.Concat(drawn)}";
    }

    private string Worst()
    {
        var pictures = worst.Select(picture => Invariant(
            $"<figure><figcaption>frame {picture.Frame}, {seconds * picture.Frame / answer.Frames!.Value:F2} s, VMAF {picture.Vmaf:F2}</figcaption><img alt=\"Frame {picture.Frame} of the reference, and of the encode\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture.Jpeg)}\"></figure>"));
        return worst.Count > 0 ? $"<h2>Worst frames</h2><p class=\"legend\">Left the reference, right the encode.</p>{string.Concat(pictures)}" : "";
    }

    private string Shots()
    {
        var measured = answer.Shots.Where(shot => shot.Measured > 0).OrderBy(shot => shot.Means["vmaf"]).ToArray();
        if (answer.Shots.Count < 2)
        {
            return "";
        }

        var rows = measured.Take(MostShots).Select(shot =>
            Invariant($"<tr><td>{shot.From}<td>{shot.To - 1}{string.Concat(shot.Means.Values.Select(mean => Invariant($"<td>{mean:F3}")))}</tr>"));
        return $"<h2>Shots, the worst first</h2><table><tr><th>first frame<th>last frame{string.Concat(measured[0].Means.Keys.Select(name => $"<th>{name}"))}</tr>{string.Concat(rows)}</table>";
    }

    private string Foot() => $"<footer>{string.Join(" · ", answer.Tools.Select(tool => Escaped($"{tool.Name} {tool.Version}")))} · reference {answer.Reference!.Digest} · encode {answer.Encoded!.Digest}</footer>";

    private static string Name(AnswerFile file) => Path.GetFileName(new Uri(file.Uri).LocalPath);

    private static string Escaped(string text) => PageShell.Escaped(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
