using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Packaging.Keys;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Workflow;

/// <summary>What a package needs to be encrypted: a key for each of its tracks, and streams alone.</summary>
internal static class EncryptionPlanner
{
    /// <param name="request">With keys, or without: then there is nothing to do.</param>
    /// <param name="forms">Of the package.</param>
    /// <param name="tracks">Of the package.</param>
    /// <param name="context">Of the step.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The scheme, empty where the package stays clear; or why it cannot be encrypted.</returns>
    public static async Task<(string Scheme, IReadOnlyList<Failure> Refusals)> PlanAsync(
        PackageRequest request, PackageForms forms, IReadOnlyList<TrackSource> tracks, StepContext context, CancellationToken cancellationToken)
    {
        if (request.Keys is not { } keys)
        {
            return ("", []);
        }

        await using var stream = await context.Store.OpenReadAsync(keys.Uri, cancellationToken);
        switch (await JobKeys.ParseAsync(stream, keys, cancellationToken))
        {
            case ParsedKeys.Valid { Encryption: var encryption }:
                using (encryption)
                {
                    return (encryption.Scheme.Name(), [.. Refusals(encryption, forms, tracks)]);
                }

            case ParsedKeys.Invalid { Failures: var failures }:
                return ("", failures);
            default:
                throw new InvalidOperationException("A job's keys file names no command.");
        }
    }

    // A clear file beside the streams would give away what they hide.
    private static IEnumerable<Failure> Refusals(PackageEncryption encryption, PackageForms forms, IReadOnlyList<TrackSource> tracks)
    {
        if (forms.Mp4 || forms.Mov)
        {
            yield return Failure.Refusal("package.encrypt_files", "MP4 and QuickTime files are not encrypted.", "Encrypt with --hls and --dash; make clear files with a command of their own.");
        }

        foreach (var label in tracks.Where(track => encryption.KeyOf(track.Index.Format) is null).Select(track => KeyLabels.Of(track.Index.Format)).Distinct())
        {
            var name = label.ToString().ToUpperInvariant();
            yield return Failure.Refusal("package.no_key", $"There is no key for tracks with the label {name}.", $"Add a key with the label {name} or ALL to the keys file.");
        }
    }
}
