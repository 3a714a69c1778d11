using System.Globalization;
using System.Text;
using Rushes.Contracts;

namespace Rushes.Cli.Report.Page;

/// <summary>An inspection as one HTML file. All of its text may come from the film: it is made safe, and escaped.</summary>
/// <param name="answer">Of an inspection that is done.</param>
/// <param name="time">Of its frames.</param>
/// <param name="sound">Of each track that was listened to.</param>
/// <param name="picture">Null: not looked at.</param>
/// <param name="pictures">Of some of the findings.</param>
internal sealed class InspectPage(
    InspectAnswer answer, FilmTime time, IReadOnlyList<SoundReport> sound, PictureReport? picture, IReadOnlyList<FaultPicture> pictures)
{
    private const int MostAreas = 100;
    private const int MostShots = 400;

    private readonly IReadOnlyList<FindingGroup> _groups = FindingGroup.Of(answer.Findings);
    private readonly TimeAxis _axis = new(time.Seconds);

    public string Write()
    {
        var name = InspectFacts.FileName(answer.Source!);
        var page = new StringBuilder();
        page.Append($"<h1>{Safe(name)}</h1><p class=\"verdict\">{FindingGroup.Counted(answer.Findings)}</p>");
        page.Append(Facts());
        page.Append(Strip());
        page.Append(new FindingList(_groups, time, pictures).Write());
        page.Append(Cadence());
        page.Append(string.Concat(answer.Audio.Select(Loudness)));
        page.Append(Areas());
        page.Append(Shots());
        return PageShell.Of($"Inspection of {SafeText.Of(name)}", page.Append(Foot()).ToString(), InspectStyle.Css);
    }

    private string Facts() =>
        $"<table class=\"facts\">{string.Concat(InspectFacts.Of(answer, time).Skip(1).Prepend(File()).Select(fact => $"<tr><th>{Safe(fact.Name)}</th><td>{Safe(fact.Value)}</td></tr>"))}</table>";

    // Its name is the heading.
    private (string Name, string Value) File() =>
        ("file", string.Join(", ", new[] { answer.Source!.Container, Quantities.Size(answer.Source.Bytes) }.Where(part => part is not null)));

    private string Strip() => answer.Shots.Count == 0 && _groups.Count == 0
        ? ""
        : $"<h2>Over time</h2>{(answer.Shots.Any(shot => shot.Transition is not null) ? "<p class=\"legend\"><i class=\"key transition\"></i>dissolves and fades</p>" : "")}<figure>{new FindingStrip(_groups, answer.Shots, time, _axis).Draw()}</figure>";

    private string Cadence()
    {
        var drawing = picture is null ? null : new CadenceDrawing(picture, time, _axis);
        if (drawing is not { HasPoints: true })
        {
            return "";
        }

        var repeats = drawing.HasRepeats
            ? $"<figure><figcaption>frames that repeat the one before</figcaption>{drawing.DrawRepeats()}</figure>"
            : "";
        return "<h2>Cadence</h2><p class=\"legend\"><i class=\"key progressive\"></i>whole frames<i class=\"key top\"></i>two fields, the top one first"
            + "<i class=\"key bottom\"></i>two fields, the bottom one first<i class=\"key undetermined\"></i>not to be told</p>"
            + $"<figure><figcaption>what frames are made of</figcaption>{drawing.DrawFields()}</figure>{repeats}";
    }

    private string Loudness(AnswerSound track)
    {
        if (sound.FirstOrDefault(report => report.StreamIndex == track.Stream) is not { } report || track.Heard is not { } heard)
        {
            return "";
        }

        var drawing = new LoudnessDrawing(report, time, _axis);
        var figure = drawing.HasPoints
            ? "<p class=\"legend\"><i class=\"key momentary-key\"></i>momentary<i class=\"key short-key\"></i>short-term<i class=\"key integrated-key\"></i>integrated, LUFS</p>"
                + $"<figure>{drawing.Draw()}</figure>"
            : "";
        return Invariant($"<h2>Sound {track.Stream}</h2><p>{Safe(InspectFacts.Loudness(heard) ?? "silent")}</p>{figure}{Channels(heard)}");
    }

    private static string Channels(AnswerHeard heard) => heard.Levels.Count == 0 ? "" :
        "<table><tr><th>channel</th><th>RMS, dBFS</th><th>peak, dBFS</th></tr>"
        + $"{string.Concat(heard.Levels.Select(level => $"<tr><th>{Safe(level.Channel)}</th><td>{Level(level.Rms)}</td><td>{Level(level.Peak)}</td></tr>"))}</table>";

    private static string Level(double? level) => level is { } value ? Invariant($"{value:0.0}") : "silent";

    private string Areas() => answer.ActiveAreas.Count == 0 ? "" :
        "<h2>Active area</h2><table class=\"left\"><tr><th>picture</th><th>area</th><th>from</th><th>to</th><th>frames</th></tr>"
        + $"{string.Concat(answer.ActiveAreas.Take(MostAreas).Select(Row))}</table>{More(answer.ActiveAreas.Count - MostAreas)}";

    private string Row(AnswerArea area)
    {
        var (width, height) = (answer.Video!.Width, answer.Video.Height);
        var drawing = Invariant($"<svg viewBox=\"0 0 {width} {height}\"><rect class=\"frame\" width=\"{width}\" height=\"{height}\"/><rect class=\"area\" x=\"{area.Left}\" y=\"{area.Top}\" width=\"{Math.Max(0, area.Width)}\" height=\"{Math.Max(0, area.Height)}\"/></svg>");
        return Invariant($"<tr><td class=\"picture\">{drawing}</td><td>{InspectFacts.Area(area)}</td><td>{time.Text(area.From)}</td><td>{time.Text(area.To)}</td><td>{area.From} to {area.To - 1}</td></tr>");
    }

    private string Shots() => answer.Shots.Count < 2 ? "" :
        Invariant($"<h2>Shots</h2><details><summary>{answer.Shots.Count} shots</summary><table class=\"left\"><tr><th>from</th><th>to</th><th>frames</th><th>begins with</th></tr>")
        + $"{string.Concat(answer.Shots.Take(MostShots).Select(Row))}</table>{More(answer.Shots.Count - MostShots)}</details>";

    private string Row(AnswerFilmShot shot)
    {
        var entry = shot switch
        {
            { Entry: "start" } => "the film",
            { Transition: { } transition } => Invariant($"a {shot.Entry}, frames {transition.From} to {transition.To - 1}"),
            _ => $"a {shot.Entry}",
        };
        return Invariant($"<tr><td>{time.Text(shot.From)}</td><td>{time.Text(shot.To)}</td><td>{shot.From} to {shot.To - 1}</td><td>{entry}</td></tr>");
    }

    /// <summary>That a list goes on; empty: it does not.</summary>
    internal static string More(int count) => count > 0 ? Invariant($"<p class=\"legend\">and {count} more, which <code>--json</code> has.</p>") : "";

    private string Foot() =>
        $"<footer>{string.Join(" · ", answer.Tools.Select(tool => Safe($"{tool.Name} {tool.Version}")).Append($"SHA-256 {answer.Source!.Digest}"))}</footer>";

    private static string Safe(string text) => PageShell.Escaped(SafeText.Of(text));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
