using BetterAuth.Errors;
using BetterAuth.Generators.Tests.Support;

namespace BetterAuth.Generators.Tests.Owned;

/// <summary>Every kind of member, in a message of its own: what is taken, what is refused, and which field the refusal names.</summary>
public class StrictnessTests
{
    private static readonly Declared Messages = new(Source());

    public static TheoryData<string> Kinds => [.. MemberKind.All.Select(kind => kind.Type)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_of_the_type_comes_back_in_canonical_form(string type)
    {
        foreach ((string json, string canonical) in Kind(type).Accepted)
        {
            Assert.Equal($$"""{"value":{{canonical}}}""", Messages.Rewrite(Required(type), $$""" { "value" : {{json}} } """));
            Assert.Equal(canonical == "null" ? "{}" : $$"""{"value":{{canonical}}}""", Messages.Rewrite(Nullable(type), $$"""{"\u0076alue":{{json}}}"""));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_of_another_type_is_refused_with_its_path(string type)
    {
        foreach ((string json, string field) in Kind(type).Refused)
        {
            string path = field.Length == 0 ? "value" : "value." + field;
            Assert.Equal(path, Messages.Refuse(Required(type), $$"""{"value":{{json}}}""")["field"]);
            Assert.Equal(path, Messages.Refuse(Nullable(type), $$"""{"value":{{json}}}""")["field"]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_missing_member_is_refused_unless_nullable(string type)
    {
        Refused(Messages.Refuse(Required(type), "{}"), "value", "missing member");
        Assert.Equal("{}", Messages.Rewrite(Nullable(type), "{}"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Null_is_refused_unless_nullable(string type)
    {
        if (type != "RawJson") // Null is a JSON value.
        {
            Assert.Equal("value", Messages.Refuse(Required(type), """{"value":null}""")["field"]);
        }

        Assert.Equal("{}", Messages.Rewrite(Nullable(type), """{"value":null}"""));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_member_that_is_there_twice_is_refused(string type)
    {
        string json = Kind(type).Accepted[0].Json;
        Refused(Messages.Refuse(Required(type), $$"""{"value":{{json}},"value":{{json}}}"""), "value", "duplicate member");
        Refused(Messages.Refuse(Nullable(type), $$"""{"value":null,"v\u0061lue":{{json}}}"""), "value", "duplicate member");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_member_of_another_name_or_case_is_refused(string type)
    {
        string json = Kind(type).Accepted[0].Json;
        foreach (string name in new[] { "Value", "VALUE", "valu", "values", "other" })
        {
            Refused(Messages.Refuse(Required(type), $$"""{"value":{{json}},"{{name}}":{{json}}}"""), name, "unknown member");
            Refused(Messages.Refuse(Nullable(type), $$"""{"{{name}}":null}"""), name, "unknown member");
        }
    }

    private static MemberKind Kind(string type) => MemberKind.All.Single(kind => kind.Type == type);

    private static string Required(string type) => $"Required{MemberKind.All.Select(kind => kind.Type).ToList().IndexOf(type)}";

    private static string Nullable(string type) => $"Nullable{MemberKind.All.Select(kind => kind.Type).ToList().IndexOf(type)}";

    private static void Refused(Refusal refusal, string field, string details)
    {
        Assert.Equal(field, refusal["field"]);
        Assert.Equal(details, refusal["details"]);
    }

    private static string Source()
    {
        IEnumerable<string> messages = MemberKind.All.Select(kind => kind.Type).SelectMany(type => new[]
        {
            $"[BetterAuthMessage] public sealed partial record {Required(type)}({type} Value);",
            $"[BetterAuthMessage] public partial struct {Nullable(type)} {{ {Property(type)} }}",
        });
        return string.Join('\n', messages) + """

            [BetterAuthMessage] public sealed partial class Other { public int A { get; private set; } }
            [BetterAuthMessage] public readonly partial record struct OtherStruct(List<OtherStruct> A);
            """;
    }

    private static string Property(string type) => type.StartsWith('[')
        ? $"{type[..(type.IndexOf(']') + 1)]} public {type[(type.IndexOf(']') + 2)..]}? Value {{ get; set; }}"
        : $"public {type}? Value {{ get; set; }}";
}
