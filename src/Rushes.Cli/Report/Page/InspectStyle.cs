namespace Rushes.Cli.Report.Page;

/// <summary>What the page of an inspection has beside <see cref="PageStyle"/>.</summary>
internal static class InspectStyle
{
    public const string Css =
        """
        :root{--error:#c0262d;--info:#5b6b7c;--card:#f5f7f9;--shot:#c9d2dc;--other-shot:#e3e8ee;--progressive:#7aa6d6;--top:#e08a2e;--bottom:#8d5fc7;--undetermined:#c4ccd4;--on-mark:#fff}
        @media(prefers-color-scheme:dark){:root{--error:#ff7a76;--info:#93a3b5;--card:#1c2127;--shot:#46515e;--other-shot:#2a313a;--progressive:#4a7fb8;--top:#e39a4c;--bottom:#a783dd;--undetermined:#4a545f;--on-mark:#14171b}}
        .verdict{font-size:18px;margin:4px 0 20px}h3{font-size:15px;margin:22px 0 2px;overflow-wrap:anywhere}.remedy{margin:0 0 8px;max-width:80ch}
        .mark{display:inline-block;border-radius:4px;padding:0 7px;margin-right:8px;font-size:12px;line-height:20px;color:var(--on-mark);background:var(--info)}
        .mark.error{background:var(--error)}.mark.warning{background:var(--warn)}
        .facts{margin-bottom:8px}.facts th,.facts td{text-align:left;font-weight:400;vertical-align:top;overflow-wrap:anywhere}.facts th{color:var(--pale);width:110px;white-space:nowrap}
        .places{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:10px}
        .places li{background:var(--card);border-radius:6px;padding:10px 12px;font-size:13px;overflow-wrap:anywhere}
        .places img{max-height:240px;object-fit:contain;border-radius:4px;margin-bottom:8px;background:#000}
        .places time{display:block;font-variant-numeric:tabular-nums}.places span{color:var(--pale)}
        .key{display:inline-block;width:10px;height:10px;margin:0 6px 0 14px;border-radius:2px}.key:first-child{margin-left:0}
        svg .name{fill:var(--ink)}svg rect.error{fill:var(--error)}svg rect.warning{fill:var(--warn)}svg rect.info{fill:var(--info)}svg .lane{fill:var(--card)}
        svg .shot{fill:var(--shot)}svg .other-shot{fill:var(--other-shot)}.transition{fill:var(--mean);background:var(--mean)}
        .progressive{fill:var(--progressive);background:var(--progressive)}.top{fill:var(--top);background:var(--top)}.bottom{fill:var(--bottom);background:var(--bottom)}
        .undetermined{fill:var(--undetermined);background:var(--undetermined)}.repeats{fill:var(--mean)}
        .momentary{fill:none;stroke:var(--mean);stroke-opacity:.5}.momentary-key{background:var(--mean);opacity:.5}.short-key{background:var(--mean)}.integrated-key{background:var(--warn)}
        .integrated{stroke:var(--warn);stroke-width:1.5;stroke-dasharray:6 4}
        .frame{fill:#000;stroke:var(--line)}.area{fill:var(--progressive)}.picture{width:96px}td.picture svg{width:96px}
        table.left th,table.left td{text-align:left}
        """;
}
