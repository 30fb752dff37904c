using System.Text;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

public class MemberNameTests
{
    [Theory]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1,\"b\":{},\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":1}")]
    [InlineData("{\"\\u0061\":1,\"a\":1}")]
    [InlineData("{\"\\u0061\":1,\"\\u0061\":1}")]
    [InlineData("{\"\\ud83d\\ude02\":1,\"😂\":1}")]
    [InlineData("{\"\\/\":1,\"/\":1}")]
    [InlineData("{\"\":1,\"\":1}")]
    [InlineData("[[{\"x\":{\"a\":{\"c\":1},\"b\":{\"c\":1},\"a\":1}}]]")]
    public void A_name_that_is_there_twice_is_refused(string text) => Assert.Equal("duplicate member", Json.Refused(text)["details"]);

    [Theory]
    [InlineData("{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}")]
    [InlineData("[{\"a\":1},{\"a\":1},{\"a\":[{\"a\":1}]}]")]
    [InlineData("{\"a\":{\"b\":1},\"b\":{\"b\":1,\"a\":1}}")]
    [InlineData("{\"a\":1,\"A\":1,\"\\\\u0061\":1,\"a \":1,\"é\":1,\"e\\u0301\":1}")]
    public void The_same_name_in_different_objects_is_accepted(string text) => Assert.True(Json.Accepts(text));

    [Fact]
    public void A_duplicate_is_found_wherever_it_stands()
    {
        for (int count = 2; count < 300; count += TestBudget.IsSample ? 1 : 9)
        {
            string[] members = [.. Enumerable.Range(0, count).Select(index => $"\"name{index}\":{{\"name{index}\":0}}")];
            Assert.True(Json.Accepts("{" + string.Join(',', members) + "}"));
            members[^1] = members[count * 7 % (count - 1)];
            Assert.False(Json.Accepts("{" + string.Join(',', members) + "}"));
        }
    }

    [Fact]
    public void J_26_A_hundred_thousand_members_are_checked()
    {
        int count = TestBudget.IsSample ? 100_000 : 3_000;
        Assert.True(Json.Accepts(Members(count, last: "x")));
        Assert.False(Json.Accepts(Members(count, last: "0")));
        string end = $"{count - 1:x}";
        Assert.False(Json.Accepts(Members(count, last: $"\\u00{(int)end[0]:x2}{end[1..]}"))); // the last one, in another spelling
    }

    [Fact]
    public void What_was_rented_for_names_is_given_back()
    {
        byte[] names = Members(300, last: "x"), escaped = "{\"\\u0061\":1,\"b\":1,\"\\u0061\":1}"u8.ToArray();
        foreach (int capacity in new[] { 128, 512 }) // four times what is on the stack, and again
        {
            Pools.GetBack<MemberNames.Entry>(capacity, () => Json.Accepts(names));
            Pools.GetBack<int>(2 * capacity, () => Json.Accepts(names));
        }

        Pools.GetBack<byte>(12, () => Json.Accepts(escaped));
    }

    [Fact]
    public void What_lay_in_the_memory_of_names_does_not_matter()
    {
        MemberNames.Entry[] entries = new MemberNames.Entry[MemberNames.InitialCapacity];
        int[] buckets = new int[MemberNames.InitialBuckets];
        Array.Fill(buckets, int.MaxValue);
        MemberNames names = new("ab"u8, entries, buckets);
        Assert.True(names.TryAdd(0, 1, escaped: false, level: 1) && names.TryAdd(1, 1, escaped: false, level: 1));
        Assert.False(names.TryAdd(0, 1, escaped: false, level: 1));
    }

    private static byte[] Members(int count, string last) =>
        Encoding.UTF8.GetBytes("{" + string.Concat(Enumerable.Range(0, count).Select(index => $"\"{index:x}\":1,")) + $"\"{last}\":1}}");
}
