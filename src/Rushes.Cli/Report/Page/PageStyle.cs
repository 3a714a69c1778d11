namespace Rushes.Cli.Report.Page;

/// <summary>How pages look, by day and by night, with the fonts that a machine has.</summary>
internal static class PageStyle
{
    public const string Css =
        """
        :root{color-scheme:light dark;--ink:#1b1f24;--pale:#667;--line:#d8dde3;--paper:#fff;--mean:#0a5fb4;--band:#0a5fb433;--warn:#9a5b00}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e9ee;--pale:#9aa4b0;--line:#333a44;--paper:#14171b;--mean:#6cb3ff;--band:#6cb3ff33;--warn:#ffb74d}}
        body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:1040px;margin:0 auto;padding:24px}
        h1{font-size:24px;margin:0;overflow-wrap:anywhere}h2{font-size:18px;margin:32px 0 4px}
        .against,.legend,footer{color:var(--pale);margin:0 0 12px;overflow-wrap:anywhere}
        .score{font-size:44px;font-weight:600;margin:12px 0;line-height:1.1}.score span{font-size:15px;font-weight:400;color:var(--pale)}.score small{font-size:20px;font-weight:400}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:right;padding:4px 10px;border-bottom:1px solid var(--line)}
        tr:first-child th{color:var(--pale);font-weight:400}th:first-child{text-align:left}
        .findings{padding-left:20px}.findings b{color:var(--warn);font-weight:600}
        figure{margin:16px 0}figcaption{color:var(--pale)}img{width:100%;height:auto;display:block}svg{width:100%;height:auto;display:block}
        svg text{fill:var(--pale);font-size:12px}.grid{stroke:var(--line)}.cut{stroke:var(--pale);stroke-opacity:.35}
        .mean{fill:none;stroke:var(--mean);stroke-width:1.5}.band{fill:var(--band)}.dot{fill:var(--mean)}
        footer{border-top:1px solid var(--line);margin-top:40px;padding-top:12px;font-size:12px}
        @media(max-width:700px){main{padding:16px}table{display:block;overflow-x:auto}figure{overflow-x:auto}figure svg{width:700px}}
        """;
}
