using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rushes.Media.Proofs;

/// <summary><c>proof.json</c> as text. Reading trusts nothing: what it returns can be held against files.</summary>
public static class ProofFile
{
    // Ratios and names stay readable; nobody puts this into a web page unescaped.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same text for the same proof, ending in a line feed.</summary>
    public static string Write(PackageProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Readable))
        {
            ProofWriting.Default.PackageProof.SerializeHandler!(writer, proof);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan) + "\n";
    }

    /// <param name="utf8">The whole file.</param>
    /// <exception cref="MediaFormatException">It is no proof, or one of a later version.</exception>
    public static PackageProof Read(ReadOnlySpan<byte> utf8)
    {
        PackageProof? proof;
        try
        {
            proof = JsonSerializer.Deserialize(utf8, ProofReading.Default.PackageProof);
        }
        catch (JsonException malformed)
        {
            throw new MediaFormatException($"{PackageProof.FileName}: {malformed.Message}", 0, malformed);
        }

        return ProofCheck.FindMistake(proof) is { } mistake
            ? throw new MediaFormatException($"{PackageProof.FileName}: {mistake}", 0)
            : proof!;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PackageProof))]
internal sealed partial class ProofReading : JsonSerializerContext;

/// <summary>Without the tables of properties that reading needs: those take longer to make than a short package.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PackageProof))]
internal sealed partial class ProofWriting : JsonSerializerContext;
