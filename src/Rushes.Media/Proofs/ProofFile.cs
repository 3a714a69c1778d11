using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rushes.Media.Proofs;

/// <summary><c>proof.json</c> as text. Reading trusts nothing: what it returns can be held against files.</summary>
public static class ProofFile
{
    /// <summary>The same text for the same proof, ending in a line feed.</summary>
    public static string Write(PackageProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return JsonSerializer.Serialize(proof, Readable.Context.PackageProof) + "\n";
    }

    /// <param name="utf8">The whole file.</param>
    /// <exception cref="MediaFormatException">It is no proof, or one of a later version.</exception>
    public static PackageProof Read(ReadOnlySpan<byte> utf8)
    {
        PackageProof? proof;
        try
        {
            proof = JsonSerializer.Deserialize(utf8, Readable.Context.PackageProof);
        }
        catch (JsonException malformed)
        {
            throw new MediaFormatException($"{PackageProof.FileName}: {malformed.Message}", 0, malformed);
        }

        return ProofCheck.FindMistake(proof) is { } mistake
            ? throw new MediaFormatException($"{PackageProof.FileName}: {mistake}", 0)
            : proof!;
    }

    // Apart, because static fields of the generated half may be set later than those of this one.
    private static class Readable
    {
        // Ratios and names stay readable; nobody puts this into a web page unescaped.
        public static readonly ProofJson Context =
            new(new JsonSerializerOptions(ProofJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NewLine = "\n",
    WriteIndented = true)]
[JsonSerializable(typeof(PackageProof))]
internal sealed partial class ProofJson : JsonSerializerContext;
