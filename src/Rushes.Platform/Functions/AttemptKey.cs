using System.Globalization;

namespace Rushes.Platform.Functions;

/// <summary>Where the objects of one attempt lie: <c>runs/RUN/NODE/ITEM/ATTEMPT/NAME</c>.</summary>
internal sealed record AttemptKey(string Run, string Node, int Item, int Attempt)
{
    public const string Root = "runs/";

    /// <summary>Of everything that belongs to the run, with the slash at its end.</summary>
    public static string RunPrefix(string run) => $"{Root}{run}/";

    /// <summary>With the slash at its end.</summary>
    public string Prefix => string.Create(CultureInfo.InvariantCulture, $"{ItemPrefix}{Attempt}/");

    /// <summary>Of all attempts of the item, with the slash at its end.</summary>
    public string ItemPrefix => string.Create(CultureInfo.InvariantCulture, $"{RunPrefix(Run)}{Node}/{Item}/");

    /// <summary>Null: the key is not of an attempt.</summary>
    public static AttemptKey? Parse(string key) =>
        key.Split('/') is ["runs", var run, var node, var item, var attempt, _]
        && int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var itemNumber)
        && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var attemptNumber)
            ? new AttemptKey(run, node, itemNumber, attemptNumber)
            : null;
}
