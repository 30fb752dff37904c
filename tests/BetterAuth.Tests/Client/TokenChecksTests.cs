using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>A token that a server gives is looked at before it is kept.</summary>
public sealed class TokenChecksTests
{
    private static readonly DateTimeOffset Issued = World.Start;

    [Theory]
    [InlineData(15 * 60_000, null)]
    [InlineData((15 * 60_000) + 1, ErrorCode.ExpiredToken)]
    [InlineData(-86_400_000, null)]
    [InlineData(-86_400_001, ErrorCode.FutureToken)]
    public async Task Its_times_may_be_as_far_away_as_they_are_good_for_and_a_day_ahead(int milliseconds, ErrorCode? expected)
    {
        World world = new();
        ForgedDevice device = new(world);
        Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();

        bool isTaken = new TokenChecks(world.Suite).TryCheck(
            Utf8Text.FromString(session.Token), device.Identity, device.Device, session.Key(0).PublicKey, world.Hash(session.Key(1).PublicKey), Issued.AddMilliseconds(milliseconds), out DateTimeOffset expiry, out Refusal? refusal);

        Assert.Equal((expected is null, expected), (isTaken, refusal?.Code));
        Assert.Equal(Issued.AddMinutes(15), expiry);
    }
}
