using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using Type = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>One small file, changed in one way at a time.</summary>
public sealed class ContractBreaksTests
{
    [Fact]
    public void Nothing_Changed_BreaksNothing() => AssertBreaks(_ => { });

    [Fact]
    public void Additions_BreakNothing() => AssertBreaks(film =>
    {
        Film(film).Field.Add(Field("length", 10, Type.Int64));
        Film(film).NestedType.Add(new DescriptorProto { Name = "Cut" });
        Film(film).ReservedRange.Add(new DescriptorProto.Types.ReservedRange { Start = 100, End = 200 });
        film.MessageType.Add(new DescriptorProto { Name = "Reel" });
        film.EnumType[0].Value.Add(new EnumValueDescriptorProto { Name = "GENRE_CRIME", Number = 2 });
        film.EnumType.Add(new EnumDescriptorProto { Name = "Mood" });
        film.Service[0].Method.Add(new MethodDescriptorProto { Name = "Show" });
        film.Service.Add(new ServiceDescriptorProto { Name = "Archive" });
        film.Dependency.Add("other.proto");
    });

    [Fact]
    public void Things_MovedToAnotherFileOfTheirPackage_BreakNothing()
    {
        var other = new FileDescriptorProto { Name = "other.proto", Package = "cinema", Syntax = "proto3", EnumType = { Sample().EnumType } };
        var newer = Sample();
        newer.EnumType.Clear();

        Assert.Empty(ContractBreaks.Between(Set(Sample()), Set(newer, other)));
    }

    [Fact]
    public void File_Gone_BreaksAllThatItDeclared() =>
        Assert.Equal(
            [
                "film.proto: cinema.Film: the message is gone", "film.proto: cinema.Film.Scene: the message is gone",
                "film.proto: cinema.Genre: the enum is gone", "film.proto: cinema.Film.Format: the enum is gone",
                "film.proto: cinema.Projection: the service is gone",
            ],
            ContractBreaks.Between(Set(Sample()), Set()));

    [Fact]
    public void Package_Renamed_IsOneBreak() => AssertBreaks(
        film => film.Package = "movies", "film.proto: the package was 'cinema' and is 'movies'");

    [Fact]
    public void Syntax_Changed_IsABreak() => AssertBreaks(
        film => film.Syntax = "editions", "film.proto: the syntax was 'proto3' and is 'editions'");

    [Fact]
    public void Message_Gone_IsABreak() => AssertBreaks(
        film => Film(film).NestedType.RemoveAt(0), "film.proto: cinema.Film.Scene: the message is gone");

    [Fact]
    public void Field_GoneWithoutTrace_BreaksNumberAndName() => AssertBreaks(
        film => Film(film).Field.RemoveAt(0),
        "film.proto: cinema.Film.working_title: the field is gone, and its number is not reserved",
        "film.proto: cinema.Film.working_title: the field is gone, and its name is not reserved");

    [Fact]
    public void Field_GoneAndOnlyItsNumberReserved_BreaksTheName() => AssertBreaks(
        film =>
        {
            Film(film).Field.RemoveAt(0);
            Film(film).ReservedRange.Add(new DescriptorProto.Types.ReservedRange { Start = 1, End = 2 });
        },
        "film.proto: cinema.Film.working_title: the field is gone, and its name is not reserved");

    [Fact]
    public void Field_GoneAndReserved_BreaksNothing() => AssertBreaks(film =>
    {
        Film(film).Field.RemoveAt(0);
        Film(film).ReservedRange.Add(new DescriptorProto.Types.ReservedRange { Start = 1, End = 2 });
        Film(film).ReservedName.Add("working_title");
    });

    [Fact]
    public void Map_GoneAndReserved_GoesWithItsEntries() => AssertBreaks(film =>
    {
        Film(film).Field.RemoveAt(2);
        Film(film).NestedType.RemoveAt(1);
        Film(film).ReservedRange.Add(new DescriptorProto.Types.ReservedRange { Start = 3, End = 4 });
        Film(film).ReservedName.Add("credits");
    });

    [Fact]
    public void Map_OfSomethingElse_IsABreak() => AssertBreaks(
        film => Film(film).NestedType[1].Field[1].Type = Type.Bytes,
        "film.proto: cinema.Film.CreditsEntry.value: the type was 'String' and is 'Bytes'");

    [Fact]
    public void Field_Renumbered_IsABreak() => AssertBreaks(
        film => Film(film).Field[0].Number = 12, "film.proto: cinema.Film.working_title: the number was 1 and is 12");

    [Fact]
    public void Fields_ThatSwapNumbers_BreakBoth() => AssertBreaks(
        film => (Film(film).Field[0].Number, Film(film).Field[1].Number) = (2, 1),
        "film.proto: cinema.Film.working_title: the number was 1 and is 2",
        "film.proto: cinema.Film.genre: the number was 2 and is 1");

    [Fact]
    public void Field_OfAnotherType_IsABreak() => AssertBreaks(
        film => Film(film).Field[0].Type = Type.Bytes, "film.proto: cinema.Film.working_title: the type was 'String' and is 'Bytes'");

    [Fact]
    public void Field_OfAnotherNamedType_IsABreak() => AssertBreaks(
        film => Film(film).Field[1].TypeName = ".cinema.Film.Format",
        "film.proto: cinema.Film.genre: the type was 'Enum .cinema.Genre' and is 'Enum .cinema.Film.Format'");

    [Fact]
    public void Field_MadeRepeated_IsABreak() => AssertBreaks(
        film => Film(film).Field[0].Label = Label.Repeated, "film.proto: cinema.Film.working_title: the label was 'Optional' and is 'Repeated'");

    [Fact]
    public void Field_PutIntoAOneof_IsABreak() => AssertBreaks(
        film => Film(film).Field[0].OneofIndex = 0, "film.proto: cinema.Film.working_title: the oneof was '' and is 'medium'");

    [Fact]
    public void Field_TakenOutOfItsOneof_IsABreak() => AssertBreaks(
        film => Film(film).Field[3].ClearOneofIndex(), "film.proto: cinema.Film.reels: the oneof was 'medium' and is ''");

    [Fact]
    public void Field_Renamed_BreaksJson() => AssertBreaks(
        film => Film(film).Field[0].Name = "title", "film.proto: cinema.Film.working_title: the JSON name was 'workingTitle' and is 'title'");

    [Fact]
    public void Field_RenamedWithItsJsonNameKept_BreaksNothing() => AssertBreaks(film =>
    {
        Film(film).Field[0].Name = "title";
        Film(film).Field[0].JsonName = "workingTitle";
    });

    [Fact]
    public void Reservations_Dropped_AreBreaks() => AssertBreaks(
        film =>
        {
            Film(film).ReservedRange[0].End = 21;
            Film(film).ReservedName.Clear();
            film.EnumType[0].ReservedRange.Clear();
        },
        "film.proto: cinema.Film: the numbers 20 to 21 are no longer all reserved",
        "film.proto: cinema.Film: the name 'director' is no longer reserved",
        "film.proto: cinema.Genre: the numbers 7 to 8 are no longer all reserved");

    [Fact]
    public void EnumValue_Gone_IsABreakEvenWhenReserved() => AssertBreaks(
        film =>
        {
            film.EnumType[0].Value.RemoveAt(1);
            film.EnumType[0].ReservedName.Add("GENRE_NOIR");
        },
        "film.proto: cinema.Genre.GENRE_NOIR: the value is gone");

    [Fact]
    public void EnumValue_Renumbered_IsABreak() => AssertBreaks(
        film => film.EnumType[0].Value[1].Number = 5, "film.proto: cinema.Genre.GENRE_NOIR: the number was 1 and is 5");

    [Fact]
    public void EnumValue_OfANestedEnum_IsLookedAt() => AssertBreaks(
        film => Film(film).EnumType[0].Value[0].Name = "FORMAT_NONE", "film.proto: cinema.Film.Format.FORMAT_UNSPECIFIED: the value is gone");

    [Fact]
    public void Method_Gone_IsABreak() => AssertBreaks(
        film => film.Service[0].Method.Clear(), "film.proto: cinema.Projection.Project: the method is gone");

    [Fact]
    public void Method_ThatTakesAndGivesOtherThings_BreaksBoth() => AssertBreaks(
        film =>
        {
            film.Service[0].Method[0].InputType = ".cinema.Reel";
            film.Service[0].Method[0].ServerStreaming = false;
        },
        "film.proto: cinema.Projection.Project: the request was '.cinema.Film' and is '.cinema.Reel'",
        "film.proto: cinema.Projection.Project: the response was 'stream .cinema.Film.Scene' and is '.cinema.Film.Scene'");

    [Fact]
    public void Method_ThatTakesAStream_IsABreak() => AssertBreaks(
        film => film.Service[0].Method[0].ClientStreaming = true,
        "film.proto: cinema.Projection.Project: the request was '.cinema.Film' and is 'stream .cinema.Film'");

    private static void AssertBreaks(Action<FileDescriptorProto> change, params string[] expected)
    {
        var newer = Sample();
        change(newer);
        Assert.Equal(expected, ContractBreaks.Between(Set(Sample()), Set(newer)));
    }

    private static FileDescriptorSet Set(params FileDescriptorProto[] files) => new() { File = { files } };

    private static DescriptorProto Film(FileDescriptorProto file) => file.MessageType[0];

    private static FieldDescriptorProto Field(string name, int number, Type type) =>
        new() { Name = name, Number = number, Type = type, Label = Label.Optional };

    private static FileDescriptorProto Sample() => new()
    {
        Name = "film.proto",
        Package = "cinema",
        Syntax = "proto3",
        MessageType = { SampleMessage() },
        EnumType =
        {
            new EnumDescriptorProto
            {
                Name = "Genre",
                Value = { new EnumValueDescriptorProto { Name = "GENRE_UNSPECIFIED", Number = 0 }, new EnumValueDescriptorProto { Name = "GENRE_NOIR", Number = 1 } },
                ReservedRange = { new EnumDescriptorProto.Types.EnumReservedRange { Start = 7, End = 8 } },
            },
        },
        Service =
        {
            new ServiceDescriptorProto
            {
                Name = "Projection",
                Method = { new MethodDescriptorProto { Name = "Project", InputType = ".cinema.Film", OutputType = ".cinema.Film.Scene", ServerStreaming = true } },
            },
        },
    };

    private static DescriptorProto SampleMessage()
    {
        var genre = Field("genre", 2, Type.Enum);
        genre.TypeName = ".cinema.Genre";
        var credits = Field("credits", 3, Type.Message);
        (credits.TypeName, credits.Label) = (".cinema.Film.CreditsEntry", Label.Repeated);
        var reels = Field("reels", 4, Type.Int32);
        reels.OneofIndex = 0;
        return new DescriptorProto
        {
            Name = "Film",
            Field = { Field("working_title", 1, Type.String), genre, credits, reels },
            OneofDecl = { new OneofDescriptorProto { Name = "medium" } },
            ReservedRange = { new DescriptorProto.Types.ReservedRange { Start = 20, End = 22 } },
            ReservedName = { "director" },
            EnumType = { new EnumDescriptorProto { Name = "Format", Value = { new EnumValueDescriptorProto { Name = "FORMAT_UNSPECIFIED", Number = 0 } } } },
            NestedType =
            {
                new DescriptorProto { Name = "Scene" },
                new DescriptorProto
                {
                    Name = "CreditsEntry",
                    Field = { Field("key", 1, Type.String), Field("value", 2, Type.String) },
                    Options = new MessageOptions { MapEntry = true },
                },
            },
        };
    }
}
