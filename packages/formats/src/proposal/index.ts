export { type Bilingual, itemName } from "./item-name.ts";
export {
  isProposalFileName,
  type ProposalFileName,
  proposalFileNames,
  proposalMediaTypes,
  writeProposal,
  writeProposalFile,
} from "./write-proposal.ts";
