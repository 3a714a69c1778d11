using System.Net;

namespace Rushes.Cli.Report.Page;

/// <summary>What pages have in common: one HTML file that needs no other, and that could fetch none.</summary>
internal static class PageShell
{
    // Should anything in a page ever be taken for markup: it may load nothing and run nothing.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    /// <param name="title">Plain text.</param>
    /// <param name="body">Markup.</param>
    /// <param name="css">Beside that of all pages.</param>
    public static string Of(string title, string body, string css = "") =>
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width\"/>"
        + $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\"/><title>{Escaped(title)}</title><style>{PageStyle.Css}{css}</style></head>"
        + $"<body><main>{body}</main></body></html>\n";

    public static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
