using BetterAuth.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Tests.Diagnostics;

/// <summary>Each thing the generator refuses, where it says so, and in which words.</summary>
public class DiagnosticTests
{
    private const string AnyOther = "use string, bool, an integer type, double, float, Utf8Text, RawJson or a declared message, nullable or not, or arrays, lists and string-keyed dictionaries of them";

    [Fact]
    public void BAG001_a_message_is_partial() => Refused(
        "[BetterAuthMessage] public sealed record [|M|](int A);",
        "BAG001", "'M' must be declared partial (and not file-local): the generator adds its reader and writer to it");

    [Fact]
    public void BAG001_so_are_the_types_around_it() => Refused(
        "public static class [|Outer|] { [BetterAuthMessage] public sealed partial record M(int A); }",
        "BAG001", "'Outer' must be declared partial (and not file-local): the generator adds its reader and writer to it");

    [Fact]
    public void BAG001_a_file_local_type_has_no_other_part() => Refused(
        "[BetterAuthMessage] file sealed partial record [|M|](int A);",
        "BAG001", "'M' must be declared partial (and not file-local): the generator adds its reader and writer to it");

    [Theory]
    [InlineData("public static partial class [|M|];", "it is static")]
    [InlineData("public ref partial struct [|M|];", "it is a ref struct")]
    [InlineData("public abstract partial record [|M|];", "it is abstract")]
    [InlineData("public sealed partial class [|M|] : Exception;", "it has a base class, whose members would not travel")]
    public void BAG002_not_every_kind_of_type_can_be_a_message(string declaration, string reason) => Refused(
        "[BetterAuthMessage] " + declaration,
        "BAG002", $"'M' cannot be a message: {reason}");

    [Theory]
    [InlineData("[BetterAuthMessage] public sealed partial record [|M|]<T>(int A);")]
    [InlineData("public static partial class Outer<T> { [BetterAuthMessage] public sealed partial record [|M|](int A); }")]
    public void BAG003_an_owned_message_is_not_generic(string source) => Refused(
        source,
        "BAG003", "'M' cannot be a message: owned messages, and the types they are nested in, have no type parameters");

    [Theory]
    [InlineData("object", AnyOther)]
    [InlineData("decimal", AnyOther)]
    [InlineData("char", AnyOther)]
    [InlineData("nint", AnyOther)]
    [InlineData("DateTimeOffset", AnyOther)]
    [InlineData("DayOfWeek?", AnyOther)]
    [InlineData("int[,]", AnyOther)]
    [InlineData("HashSet<int>", AnyOther)]
    [InlineData("Dictionary<int, int>", AnyOther)]
    [InlineData("List<object>", AnyOther)]
    [InlineData("Plain", "declare it with [BetterAuthMessage]")]
    [InlineData("View", "a view lives in the buffer it was read from, an owned message does not; declare an owned type")]
    [InlineData("View?", "a view lives in the buffer it was read from, an owned message does not; declare an owned type")]
    public void BAG004_a_member_has_a_type_that_travels(string type, string reason) => Refused(
        $$"""
        public sealed record Plain;
        [BetterAuthMessage] public readonly partial record struct View(Utf8Text Text);
        [BetterAuthMessage] public sealed partial record M { public required {{type}} [|A|] { get; init; } }
        """,
        "BAG004", $"'A' has the type '{type}', which does not travel: {reason}");

    [Theory]
    [InlineData("public sealed partial class [|M|](int a) { public int A { get; init; } = a; }")]
    [InlineData("public sealed partial record [|M|](int A) { private int A { get; } = A; }")]
    [InlineData("public sealed partial record [|M|](int A) { public long A { get; init; } = A; }")]
    public void BAG005_a_message_needs_a_constructor(string declaration) => Refused(
        "[BetterAuthMessage] " + declaration,
        "BAG005", "'M' has no constructor the generator can call: declare one without parameters (it may be private), or make it a record whose parameters are its members");

    [Theory]
    [InlineData("public int [|A|] { get; }", "it cannot be set; give it an init accessor")]
    [InlineData("public int [|A|] { set { } }", "it cannot be read")]
    [InlineData("public int [|A|];", "it is a public field; declare a property")]
    [InlineData("internal required int [|A|] { get; init; }", "it is required but not public")]
    public void BAG006_a_member_can_be_read_and_set(string member, string reason) => Refused(
        $$"""[BetterAuthMessage] internal sealed partial class M { {{member}} }""",
        "BAG006", $"'A' would not travel: {reason}");

    [Theory]
    [InlineData("0", "it looks like an array index, which JavaScript would move to the front of the object")]
    [InlineData("4294967294", "it looks like an array index, which JavaScript would move to the front of the object")]
    [InlineData("", "it is empty")]
    [InlineData("\\uD800x", "it has a lone surrogate, which has no UTF-8")]
    public void BAG007_a_name_can_travel(string name, string reason) => Refused(
        $$"""[BetterAuthMessage] public sealed partial record M { [MemberName("{{name}}")] public int [|A|] { get; init; } }""",
        "BAG007", $"'A' cannot be named \"{name.Replace("\\uD800", "\uD800", StringComparison.Ordinal)}\": {reason}");

    [Fact]
    public void BAG007_a_name_in_a_view_needs_no_escape() => Refused(
        """[BetterAuthMessage] public readonly partial record struct M { [MemberName("a\\b")] public Utf8Text [|A|] { get; init; } }""",
        "BAG007", "'A' cannot be named \"a\\b\": it needs an escape, which the names of a view never have");

    [Fact]
    public void BAG008_names_are_unique() => Refused(
        """[BetterAuthMessage] public sealed partial record M([property: MemberName("b")] int A, int [|B|]);""",
        "BAG008", "'A' and 'B' are both named \"b\"; give one another name with [MemberName]");

    [Fact]
    public void BAG009_a_message_has_at_most_64_members() => Refused(
        $"[BetterAuthMessage] public sealed partial record [|M|]({string.Join(", ", Enumerable.Range(0, 65).Select(index => $"int A{index}"))});",
        "BAG009", "'M' has 65 members; at most 64 are supported");

    [Fact]
    public void BAG010_only_integers_are_integers_as_text() => Refused(
        "[BetterAuthMessage] public sealed partial record M([IntegerAsText] List<double> [|A|]);",
        "BAG010", "'A' has [IntegerAsText] but no integer in its type 'List<double>'");

    [Theory]
    [InlineData("public sealed partial record M { [Text(TextShape.Hash)] public Utf8Text [|A|] { get; init; } }")]
    [InlineData("public readonly partial record struct M { [Text(TextShape.Hash)] public RawJson [|A|] { get; init; } }")]
    public void BAG011_only_the_texts_of_a_view_have_a_shape(string declaration) => Refused(
        "[BetterAuthMessage] " + declaration,
        "BAG011", "'A' has [Text], which only the Utf8Text members of a view can have");

    [Fact]
    public void BAG012_a_view_holds_only_what_a_view_can_hold() => Refused(
        """
        [BetterAuthMessage] public readonly partial record struct Inner(Utf8Text A);
        [BetterAuthMessage] public readonly partial record struct M(Inner A, int [|B|]);
        """,
        "BAG012", "'M' holds the view 'A' but also 'B', which is not Utf8Text, RawJson or a view");

    [Theory]
    [InlineData("TryRead")]
    [InlineData("MaxLength")]
    [InlineData("Write")]
    public void BAG013_the_generated_methods_names_are_taken(string name) => Refused(
        $"[BetterAuthMessage] public sealed partial record M(int [|{name}|]);",
        "BAG013", $"'{name}' collides with the generated method of that name; rename it, and keep its name on the wire with [MemberName]");

    [Theory]
    [InlineData("[BetterAuthMessage] public readonly partial record struct M(M A);")]
    [InlineData("[BetterAuthMessage] public readonly partial record struct M(N A); [BetterAuthMessage] public readonly partial record struct N(M A);")]
    [InlineData("[BetterAuthMessage] public sealed partial record M(Unknown A);")]
    [InlineData("[BetterAuthMessage] public sealed partial record M([MemberName(1)] int A);")]
    [InlineData("[BetterAuthMessage] public sealed partial record M(int A, int A);")]
    [InlineData("[BetterAuthMessage] public sealed partial record")]
    public void What_the_compiler_refuses_the_generator_survives(string source) =>
        Assert.Null(Compiler.Run(source).Exception);

    /// <summary>The one diagnostic stands at the marked place; nothing is generated for the type.</summary>
    private static void Refused(string marked, string id, string message)
    {
        int start = marked.IndexOf("[|", StringComparison.Ordinal);
        int end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        string source = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        GeneratorRunResult result = Compiler.Run(source);

        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("Source0.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal((start, end), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End));
        Assert.DoesNotContain(result.GeneratedSources, file => file.HintName is "M.g.cs" or "Outer+M.g.cs");
    }
}
