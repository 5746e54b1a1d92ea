ALTER TABLE "proposal_village" DROP CONSTRAINT "proposal_village_state_whole";--> statement-breakpoint
ALTER TABLE "proposal_village" ADD CONSTRAINT "proposal_village_state_whole" CHECK (case "proposal_village"."state" when 'connected' then "proposal_village"."node_id" is not null and "proposal_village"."share_fen" is not null
        when 'unreachable' then "proposal_village"."reason" is not null and "proposal_village"."gap_m" is not null
        when 'left-out' then "proposal_village"."reason" is not null else false end);