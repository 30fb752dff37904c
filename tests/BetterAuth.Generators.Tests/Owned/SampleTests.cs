using System.Text;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Generators.Tests.Owned;

public class SampleTests
{
    private const string Full = """
        {"name":"n\n","flag":true,"count":-7,"big":"9223372036854775807","ratio":1e21,"single":0.1,"small":255,"note":"x","tags":["a",null],"numbers":[1,2],"points":[{"x":1,"why":2,"class":"c"}],"table":{"k":{"l":[1,null]}},"nested":{"a":4294967295,"b":9007199254740992},"raw":{"z":1},"maybeRaw":[],"te xt":"é","self":{"name":"","flag":false,"count":0,"big":"0","ratio":0,"tags":[],"numbers":[],"points":[],"table":{},"raw":null,"te xt":""}}
        """;

    [Fact]
    public void A_message_of_every_kind_of_member_comes_back_as_it_was()
    {
        Sample sample = Read<Sample>(Full);
        Assert.Equal(Full.Replace("1e21", "1e+21", StringComparison.Ordinal), Encoding.UTF8.GetString(WireWriter.ToArray(sample)));
    }

    private static T Read<T>(string json)
        where T : IWireMessage<T>
    {
        Assert.True(RawJson.TryParse(Encoding.UTF8.GetBytes(json), out RawJson raw, out Refusal? refusal), refusal?.ToString());
        Assert.True(WireReader.TryReadOwned<T>(raw, out T? value, out refusal), refusal?.ToString());
        return value;
    }
}
