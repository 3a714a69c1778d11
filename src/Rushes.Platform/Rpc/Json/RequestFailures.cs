using System.Globalization;
using Google.Protobuf.Reflection;
using Rushes.Contracts;

namespace Rushes.Platform.Rpc.Json;

/// <summary>What may be wrong with a request before anybody asks what it means.</summary>
internal static class RequestFailures
{
    public static Failure NoJson(string reason, long line) => Failure.Refusal(
        "request.json", $"The request is no JSON: {reason}", "Send one JSON object.", new Place { Line = (int)Math.Min(line + 1, int.MaxValue) });

    public static Failure UnknownField(string place, string message) => At(
        place, "request.unknown_field", $"{message} has no field '{place.Split('.')[^1]}'.", "Check the name; see /openapi.json.");

    public static Failure Twice(string place) => At(place, "request.field_twice", "The field is there twice.", "Say it once.");

    public static Failure OneOf(string place, string other) => At(place, "request.one_of", $"It cannot be set beside '{other}'.", "Set one of them.");

    public static Failure WrongType(string place, string expected) => At(
        place, "request.wrong_type", $"This must be {expected}.", "Correct the value; see /openapi.json.");

    public static Failure UnknownType(string place, string url) => At(
        place, "request.unknown_type", $"There is no message of type '{url}'.", "Say @type as type.googleapis.com/rushes.v1.NAME.");

    public static Failure UnknownEnumValue(string place, string value, EnumDescriptor type) => At(
        place, "request.unknown_value", string.Create(CultureInfo.InvariantCulture, $"{type.Name} has no value '{value}'."),
        $"Use one of {string.Join(", ", type.Values.Where(known => known.Number != 0).Select(known => known.Name))}.");

    private static Failure At(string place, string code, string message, string remedy) => Failure.Refusal(code, message, remedy, new Place { Field = place });
}
